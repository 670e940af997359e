package io.scangate.ledger;

import io.scangate.credential.Serial;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A code of ours that its holder was given for another city. Immutable.
 *
 * @param peer the city that may ask for the colour by it
 * @param end since when it may not any more
 */
public record GivenCode(
    long id,
    Serial serial,
    PersonRef person,
    Division peer,
    Instant given,
    Instant expires,
    Optional<Instant> end) {
  /** Whether a city may ask for the colour by it at an instant. */
  public boolean speaksTo(Division city, Instant now) {
    return peer.equals(city) && end.isEmpty() && now.isBefore(expires);
  }
}
