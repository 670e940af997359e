package io.scangate.ledger;

import io.scangate.credential.Serial;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.CheckpointState.Signed;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * A certificate on paper as the ledger knows it, with what became of it. Immutable; prints nothing
 * of it but the number.
 *
 * @param community where its holder lives, at whose counter it was issued
 * @param serial of its code
 * @param sealed what is printed
 * @param issued who issued it, with nothing noted
 * @param checked what was seen at the counter, sealed
 * @param prints how often it was printed
 * @param end that it was revoked
 */
public record Certificate(
    long number,
    PersonRef person,
    Division community,
    Serial serial,
    Buffer sealed,
    Signed issued,
    Buffer checked,
    Instant expires,
    int prints,
    Optional<Signed> end) {
  /** Where it stands. */
  public enum Status {
    /** Its code counts. */
    IN_FORCE,
    /** Its time is over. */
    EXPIRED,
    /** Every door refuses it. */
    REVOKED
  }

  /** Where it stands at an instant. */
  public Status status(Instant now) {
    if (end.isPresent()) {
      return Status.REVOKED;
    }
    return now.isBefore(expires) ? Status.IN_FORCE : Status.EXPIRED;
  }

  @Override
  public String toString() {
    return "Certificate[" + number + "]";
  }
}
