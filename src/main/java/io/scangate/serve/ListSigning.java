package io.scangate.serve;

import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SignedList;
import io.scangate.credential.SigningKey;
import io.scangate.engine.lists.ListSignature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Signs lists with the key of lists that is in use now. Immutable.
 *
 * @param keys asked for each list, so that a withdrawn key stays away
 */
public record ListSigning(Supplier<EngineKeys> keys, CryptoSuite crypto, InstantSource clock)
    implements ListSignature {
  @Override
  public byte[] sign(String name, long number, byte[] content) {
    return sign(keys.get(), clock.instant(), name, number, content);
  }

  /** The same with keys and an instant that are known already. */
  byte[] sign(EngineKeys held, Instant at, String name, long number, byte[] content) {
    SigningKey key =
        held.signing(KeyUse.LISTS, at)
            .orElseThrow(() -> new IllegalStateException("no key may sign lists now"));
    return SignedList.issue(key, crypto, name, number, at.getEpochSecond(), content);
  }
}
