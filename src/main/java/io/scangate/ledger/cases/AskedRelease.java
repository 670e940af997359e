package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.cases.ReleaseRequest.Said;
import java.time.Instant;
import java.util.Optional;

/**
 * That another city asks us to lift a colour of ours. Immutable.
 *
 * @param message under which that city knows it
 * @param community where the person lives
 * @param opinion of the community; empty before
 * @param decision of the district; empty before
 * @param delivered when the other city had the answer
 */
public record AskedRelease(
    long id,
    Division peer,
    String message,
    PersonRef person,
    Division community,
    String ground,
    Instant received,
    Optional<Said> opinion,
    Optional<Said> decision,
    Optional<Instant> delivered) {
  /** Where it stands. */
  public enum Status {
    /** It waits for the community. */
    RECEIVED,
    /** It waits for the district. */
    REVIEWED,
    /** The colour is lifted; the other city may not have heard yet. */
    RELEASED,
    /** It is not. */
    REFUSED
  }

  /** Where it stands. */
  public Status status() {
    if (decision.isPresent()) {
      return decision.get().yes() ? Status.RELEASED : Status.REFUSED;
    }
    return opinion.isPresent() ? Status.REVIEWED : Status.RECEIVED;
  }
}
