package io.scangate.ledger.cases;

import io.vertx.core.buffer.Buffer;

/**
 * A key of some personal data, sealed. Immutable; prints nothing of it.
 *
 * @param keyId the number of the key of the installation that it is under
 */
public record SealedKey(int keyId, Buffer sealed) {
  @Override
  public String toString() {
    return "SealedKey[" + keyId + ", ***]";
  }
}
