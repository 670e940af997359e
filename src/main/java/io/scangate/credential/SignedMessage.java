package io.scangate.credential;

import io.scangate.health.Division;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * A {@link PeerMessage}, signed with a key that signs what an engine states.
 *
 * <pre>
 * d2 84                                       COSE_Sign1
 *   bstr {1: alg, 4: kid}                     as in a code
 *   a0
 *   bstr ["scangate-message",                 tstr; no list has seven elements
 *         kind,                               tstr
 *         id,                                 bstr(16)
 *         from, to,                           tstr, division codes
 *         at,                                 uint, seconds since 1970
 *         body]                               tstr, JSON
 *   58 40 signature                           over Sig_structure
 * </pre>
 */
public final class SignedMessage {
  /** A larger one is refused before any work. */
  public static final int MOST_BYTES = 1 << 14;

  private static final String NAME = "scangate-message";

  private SignedMessage() {}

  /**
   * Signs a message.
   *
   * @throws IllegalArgumentException where the key is not that city's, or may not sign then
   */
  public static byte[] issue(SigningKey key, CryptoSuite suite, PeerMessage message) {
    if (!isFor(key.trusted(), message)) {
      throw new IllegalArgumentException("a message cannot be signed by " + key.trusted());
    }
    return CoseSign1.sign(
        key,
        suite,
        CborEncoder.encode(
            new CborItem.Sequence(
                List.of(
                    CborItem.of(NAME),
                    CborItem.of(message.kind()),
                    CborItem.of(HexFormat.of().parseHex(message.id())),
                    CborItem.of(message.from().code()),
                    CborItem.of(message.to().code()),
                    CborItem.of(message.at().getEpochSecond()),
                    CborItem.of(message.body())))));
  }

  /**
   * Checks a message.
   *
   * @param keys of messages, of every city that is listened to
   */
  public static MessageCheck verify(byte[] bytes, Collection<TrustedKey> keys, CryptoSuite suite) {
    if (bytes.length > MOST_BYTES) {
      return new MessageCheck.Refused(MessageCheck.Refusal.MALFORMED);
    }
    try {
      CoseSign1 signed = CoseSign1.read(bytes);
      PeerMessage message = message(signed.payload());
      for (TrustedKey key : keys) {
        if (signed.names(key) && isFor(key, message)) {
          return signed.isSignedBy(key, suite)
              ? new MessageCheck.Verified(message)
              : new MessageCheck.Refused(MessageCheck.Refusal.BAD_SIGNATURE);
        }
      }
      return new MessageCheck.Refused(MessageCheck.Refusal.UNKNOWN_KEY);
    } catch (CborException | IllegalArgumentException e) {
      return new MessageCheck.Refused(MessageCheck.Refusal.MALFORMED);
    }
  }

  private static PeerMessage message(byte[] payload) throws CborException {
    List<CborItem> parts = CborTable.items(CborDecoder.decodeDeterministic(payload), 7);
    long at = CborTable.whole(parts.get(5));
    if (!CborTable.text(parts.get(0)).equals(NAME) || at < 0 || at > CodeFormat.LAST_SECOND) {
      throw new CborException("not a message");
    }
    return new PeerMessage(
        CborTable.text(parts.get(1)),
        HexFormat.of().formatHex(CborTable.bytes(parts.get(2))),
        new Division(CborTable.text(parts.get(3))),
        new Division(CborTable.text(parts.get(4))),
        Instant.ofEpochSecond(at),
        CborTable.text(parts.get(6)));
  }

  private static boolean isFor(TrustedKey key, PeerMessage message) {
    return key.uses().contains(KeyUse.LISTS)
        && key.issuer().equals(message.from())
        && key.validity().covers(message.at().getEpochSecond());
  }
}
