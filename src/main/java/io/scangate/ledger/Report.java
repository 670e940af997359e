package io.scangate.ledger;

import io.scangate.health.PersonRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What a source reports of a person, before the ledger gives it its place. Immutable.
 *
 * @param happenedAt when it happened; empty where that is when it was learned
 */
public record Report(
    PersonRef person, Content content, Optional<Instant> happenedAt, Origin origin) {
  /** SHA-256 of everything but the key: the same report sent again has the same. */
  byte[] digest() {
    Digester digester =
        new Digester()
            .put(person.value())
            .put(content.kind())
            .put(content.detail())
            .put(content.instant().map(Micros::of).orElse(Long.MIN_VALUE))
            .put(happenedAt.map(Micros::of).orElse(Long.MIN_VALUE));
    return ChainFormat.origin(digester, origin).sha256();
  }

  FactRow at(Instant at, long link) {
    return new FactRow(at, person, content, happenedAt.map(Micros::floor).orElse(at), origin, link);
  }
}
