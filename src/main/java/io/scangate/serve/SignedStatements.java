package io.scangate.serve;

import io.scangate.casework.recognition.PeerSigning;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.PeerMessage;
import io.scangate.credential.SignedList;
import io.scangate.credential.SignedMessage;
import io.scangate.credential.SigningKey;
import io.scangate.credential.TrustListFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Signs what this city states to others, with the key of lists that is in use now. Immutable.
 *
 * @param held asked for each statement, so that a withdrawn key stays away
 */
public record SignedStatements(Supplier<EngineKeys> held, CryptoSuite crypto)
    implements PeerSigning {
  /** No list of the gateways is called so: what is told to others passes for none of them. */
  public static final String KEYS = "keys-of-issuer";

  private static final Duration NEXT = Duration.ofDays(1);

  @Override
  public byte[] sign(PeerMessage message) {
    return SignedMessage.issue(key(held.get(), message.at()), crypto, message);
  }

  @Override
  public byte[] keys(Instant now) {
    EngineKeys own = held.get();
    return SignedList.issue(
        key(own, now),
        crypto,
        KEYS,
        now.toEpochMilli(),
        now.getEpochSecond(),
        TrustListFormat.write(own.trust(now.plus(NEXT))));
  }

  private static SigningKey key(EngineKeys held, Instant at) {
    return held.signing(KeyUse.LISTS, at)
        .orElseThrow(() -> new IllegalStateException("no key may sign for this city now"));
  }
}
