package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.policy.Setting;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A list of people who are released from isolation, as far as it has come. Immutable.
 *
 * @param setting from which isolation
 * @param division of the isolation point or the community
 * @param document what whoever filed it calls it
 * @param format of its form: json, csv or xlsx
 * @param scan what the stamped scan is: pdf, jpeg or png
 * @param state how far it has come
 * @param stopped whether the work on it rests
 * @param key under which what is personal of it stands; empty once that is forgotten
 * @param fault why its form cannot be read
 * @param steps what was said to it, by whom and when
 */
public record ReleaseList(
    long id,
    Setting setting,
    Division division,
    String document,
    String format,
    String scan,
    State state,
    boolean stopped,
    Rows rows,
    Optional<SealedKey> key,
    Optional<String> fault,
    Signed filed,
    Map<Step, Review> steps) {
  public ReleaseList {
    steps = Map.copyOf(steps);
  }

  /** How far a list has come. */
  public enum State {
    /** Its rows are being read. */
    READING,
    TOWN_REVIEW,
    DISTRICT_REVIEW,
    /** Its people are being released. */
    RELEASING,
    DONE,
    UNREADABLE,
    /** A command has said no. */
    REJECTED,
    /** Whoever filed it has taken it back. */
    WITHDRAWN;

    /** The word in columns and answers. */
    public String word() {
      return words(this);
    }
  }

  /** What can be said to a list. */
  public enum Step {
    TOWN_REVIEW,
    DISTRICT_REVIEW,
    WITHDRAWAL;

    /** The word in columns and answers. */
    public String word() {
      return words(this);
    }
  }

  /**
   * How many rows there are of each kind.
   *
   * @param read sound and rejected ones
   * @param released some of the sound ones
   */
  public record Rows(int read, int sound, int rejected, int released) {}

  /** Who took a step, and when. */
  public record Signed(String by, Instant at) {}

  /** What was said in a step. */
  public record Review(boolean granted, String note, Signed signed) {}

  private static String words(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
