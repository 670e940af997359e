package io.scangate.ledger.cases;

import io.scangate.health.PersonRef;
import io.vertx.core.buffer.Buffer;

/**
 * Who a person is, sealed. Immutable; prints nothing of it.
 *
 * @param keyId the number of the key of the installation that the row's key is under
 * @param sealedKey the row's key
 * @param sealed what is personal, under the row's key
 */
public record SealedIdentity(PersonRef person, int keyId, Buffer sealedKey, Buffer sealed) {
  @Override
  public String toString() {
    return "SealedIdentity[***]";
  }
}
