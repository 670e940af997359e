package io.scangate.serve;

import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SealingKey;
import io.scangate.credential.TrustList;
import io.scangate.credential.TrustedKey;
import io.scangate.health.Division;
import java.time.Duration;
import java.util.List;

/**
 * What a gateway is configured with. Immutable; its secret does not print itself.
 *
 * @param issuer the city whose codes are its own
 * @param sealing what it opens the keys in Redis with
 * @param keys the public keys of the installation
 */
public record GatewayKeys(Division issuer, SealingKey sealing, List<TrustedKey> keys) {
  /** The keys that lists must be signed with. */
  List<TrustedKey> listKeys() {
    return keys.stream().filter(key -> key.uses().contains(KeyUse.LISTS)).toList();
  }

  /** A ring that checks static codes and opens none, as at a gate without a connection. */
  public KeyRing offlineRing(Duration tolerance) {
    return KeyRing.of(issuer, tolerance).withTrust(new TrustList(0, keys)).offline();
  }
}
