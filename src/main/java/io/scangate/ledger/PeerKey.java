package io.scangate.ledger;

import io.scangate.credential.TrustedKey;
import io.scangate.ledger.CheckpointState.Answer;
import io.scangate.ledger.CheckpointState.Signed;
import java.util.Optional;

/**
 * A public key of another city as the ledger knows it, with what became of it. Immutable.
 *
 * @param key for codes or for messages
 * @param proposed who proposed it, with the document
 * @param answer what was said to it; empty before
 * @param end that it is trusted no more
 */
public record PeerKey(
    long id, TrustedKey key, Signed proposed, Optional<Answer> answer, Optional<Signed> end) {
  /** Where it stands. */
  public enum Status {
    /** It waits for a second person. */
    PROPOSED,
    /** The second person did not want it. */
    REFUSED,
    /** It is trusted for what is signed while it is valid. */
    TRUSTED,
    /** It is trusted for nothing any more. */
    WITHDRAWN
  }

  /** Where it stands. */
  public Status status() {
    if (end.isPresent()) {
      return Status.WITHDRAWN;
    }
    return answer
        .map(said -> said.approved() ? Status.TRUSTED : Status.REFUSED)
        .orElse(Status.PROPOSED);
  }
}
