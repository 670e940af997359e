package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.verdict.Closure.Scope;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A measure of article 42 as it is proposed. Immutable.
 *
 * @param scope what it reaches
 * @param division where that lies
 * @param starts empty for one that begins when it is decided
 * @param ends empty for one that lasts until it is lifted
 * @param ground why it is needed
 * @param document of the government that proposes
 * @param government that proposes, of a county or a city
 */
public record Measure(
    Kind kind,
    Scope scope,
    Division division,
    Optional<Instant> starts,
    Optional<Instant> ends,
    String ground,
    String document,
    Division government) {
  private static final int COUNTY = 6;
  private static final int CITY = 4;

  /** What is ordered. */
  public enum Kind {
    /** Gatherings are restricted. */
    RESTRICT,
    /** Work or classes are suspended. */
    SUSPEND,
    /** Places are closed: their checkpoints admit nobody. */
    CLOSE;

    /** In the ledger and in forms. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a word that is one. */
    public static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Refuses what no government of that place could propose. */
  public Measure {
    if (!mayPropose(government)) {
      throw new IllegalArgumentException(
          "a measure is proposed by the government of a county or a city");
    }
    if (starts.isPresent() && ends.isPresent() && !ends.get().isAfter(starts.get())) {
      throw new IllegalArgumentException("a measure ends after it begins");
    }
    if (!government.covers(division)) {
      throw new IllegalArgumentException("a measure lies where its government governs");
    }
  }

  /** Whether a government at that level proposes measures that are decided within a province. */
  public static boolean mayPropose(Division government) {
    int digits = government.code().length();
    return digits == COUNTY || digits == CITY;
  }

  /** The next higher government, which decides. */
  public Division authority() {
    String code = government.code();
    return new Division(code.substring(0, code.length() - 2));
  }

  /** The word of a scope, in the ledger and in forms. */
  public static String scopeOf(Scope scope) {
    return switch (scope) {
      case Scope.OneCheckpoint _ -> "checkpoint";
      case Scope.WholeSite _ -> "site";
      case Scope.WholeDivision _ -> "division";
    };
  }

  /** The place that a scope names. */
  public static String placeOf(Scope scope) {
    return switch (scope) {
      case Scope.OneCheckpoint(String id) -> id;
      case Scope.WholeSite(String site) -> site;
      case Scope.WholeDivision(Division whole) -> whole.code();
    };
  }

  /** The scope of such a word and place. */
  public static Scope scope(String word, String place) {
    return switch (word) {
      case "checkpoint" -> new Scope.OneCheckpoint(place);
      case "site" -> new Scope.WholeSite(place);
      case "division" -> new Scope.WholeDivision(new Division(place));
      default -> throw new IllegalArgumentException("no scope is called so");
    };
  }
}
