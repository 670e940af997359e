package io.scangate.ledger.cases;

import io.scangate.health.Division;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a district hands to its municipality of one day, as far as it has come. Immutable.
 *
 * @param id empty where it is not drawn up yet
 * @param conversions how many facts it tells of
 * @param number under which it is signed
 */
public record Transfer(
    Division district,
    LocalDate day,
    Optional<Long> id,
    int conversions,
    Optional<Signed> drawn,
    Optional<Review> review,
    Optional<Long> number,
    Optional<Instant> handed) {
  /** Who took a step, and when. */
  public record Signed(String by, Instant at) {}

  /** What a review said. */
  public record Review(boolean granted, String note, Signed signed) {}

  /** How far a transfer has come. */
  public enum State {
    OPEN("open"),
    DRAWN_UP("drawn-up"),
    APPROVED("approved"),
    HANDED_OVER("handed-over");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** The word in answers. */
    public String word() {
      return word;
    }
  }

  /** How far it has come. */
  public State state() {
    if (handed.isPresent()) {
      return State.HANDED_OVER;
    }
    if (review.isPresent()) {
      return State.APPROVED;
    }
    return drawn.isPresent() ? State.DRAWN_UP : State.OPEN;
  }
}
