package io.scangate.ledger.cases;

import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import java.time.Instant;
import java.util.Locale;

/**
 * That somebody is to be told of a change of colour, by one channel. Immutable.
 *
 * @param id its number, which the receiver may know a repetition by
 * @param attempts how often it was tried, this time included
 * @param superseded whether the code turned again since, and that is to be told instead
 */
public record Notice(
    long id,
    PersonRef person,
    String channel,
    Colour was,
    Colour colour,
    Instant turnedAt,
    int attempts,
    boolean superseded) {
  /** How it ended. */
  public enum Outcome {
    TOLD,
    /** The code turned again before it was told. */
    SUPERSEDED,
    /** Nothing is known by which the person could be told. */
    UNREACHABLE,
    /** It could not be told for too long. */
    GIVEN_UP;

    /** The word in the table and in metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
