package io.scangate.casework.recognition;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Origin;
import io.scangate.ledger.Report;
import io.scangate.transition.Fact;
import java.time.Instant;
import java.util.Optional;

/** What another city says of a colour, as facts. Stateless. */
final class PeerFacts {
  /** No source may have such a name. */
  private static final String SOURCE = "casework/recognition";

  private PeerFacts() {}

  /**
   * The fact of a colour: an assignment, or that the one before is lifted.
   *
   * @param issuer whose province says so
   * @param community where the person lives
   * @param message in which it was said
   */
  static Report colour(
      PersonRef person, Division issuer, Division community, Colour colour, String message) {
    // Their instants are given by the ledger.
    Fact fact =
        colour == Colour.GREEN
            ? new Fact.AssignmentLifted(Instant.EPOCH, Instant.EPOCH, issuer.province())
            : new Fact.Assignment(Instant.EPOCH, Instant.EPOCH, issuer.province(), colour);
    return new Report(
        person,
        FactFormat.write(fact),
        Optional.empty(),
        new Origin(
            SOURCE,
            message + "/" + colour,
            "city " + issuer.code(),
            community,
            Optional.of("city " + issuer.code()),
            Optional.of("message " + message + " of " + issuer.code())));
  }
}
