package io.scangate.ledger;

import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What gateways are to be told of one person. Immutable.
 *
 * @param code the code; where it is erased only its person and version mean something
 * @param erased whether the person is to be forgotten; the version is then as gateways see it
 * @param reported when the report arrived that this follows from; empty where none did
 */
record Told(Code code, boolean erased, Optional<Instant> reported) {
  static Told stored(Code code, Optional<Instant> reported) {
    return new Told(code, false, reported);
  }

  static Told erased(PersonRef person, long version, Instant at) {
    return new Told(
        new Code(
            person, version, Colour.NONE, at, Optional.empty(), false, false, Optional.empty()),
        true,
        Optional.empty());
  }
}
