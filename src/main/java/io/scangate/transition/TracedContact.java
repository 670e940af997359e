package io.scangate.transition;

import io.scangate.health.PersonRef;
import java.time.Instant;

/**
 * Somebody who was where a case was. Immutable.
 *
 * @param place where
 * @param at the person's own scan there
 */
public record TracedContact(PersonRef person, Place place, Instant at) {
  /** As what the person is named. */
  public ContactKind kind() {
    return place.confined() ? ContactKind.SPATIOTEMPORAL_CONFINED : ContactKind.SPATIOTEMPORAL;
  }

  /**
   * The fact that this contact is.
   *
   * @param learnedAt when the engine learns it
   */
  public Fact.Contact fact(Instant learnedAt) {
    return new Fact.Contact(learnedAt, at, kind());
  }
}
