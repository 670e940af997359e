package io.scangate.casework.recognition;

import io.scangate.credential.PeerMessage;
import java.time.Instant;

/** Signs what this city states, with the installation's key of that time. */
public interface PeerSigning {
  /**
   * Signs a message.
   *
   * @throws IllegalStateException where no key may sign now
   */
  byte[] sign(PeerMessage message);

  /** The own public keys as a signed list, for other cities; the same failure. */
  byte[] keys(Instant now);
}
