package io.scangate.credential;

import java.util.Collection;
import java.util.List;

/**
 * A list that gateways follow, signed: which list, its number, which rises with every change, when
 * it was signed, and a content that belongs to somebody else.
 *
 * <pre>
 * d2 84                                       COSE_Sign1
 *   bstr {1: alg, 4: kid}                     as in a code
 *   a0
 *   bstr [name, number, signedAt, content]    tstr, uint, uint (seconds since 1970), bstr
 *   58 40 signature                           over Sig_structure
 * </pre>
 */
public final class SignedList {
  /** A larger one is refused before any work; three million withdrawn serials fit. */
  public static final int MOST_BYTES = 48 << 20;

  private SignedList() {}

  /**
   * Signs a list.
   *
   * @param number higher than that of every list of this name before, not negative
   * @param signedAt in seconds since 1970
   * @throws IllegalArgumentException where the key may not sign lists, or not at that time
   */
  public static byte[] issue(
      SigningKey key, CryptoSuite suite, String name, long number, long signedAt, byte[] content) {
    if (!key.trusted().signsLists(signedAt) || number < 0) {
      throw new IllegalArgumentException(
          "list " + number + " cannot be signed by " + key.trusted());
    }
    List<CborItem> parts =
        List.of(
            CborItem.of(name), CborItem.of(number), CborItem.of(signedAt), CborItem.of(content));
    return CoseSign1.sign(key, suite, CborEncoder.encode(new CborItem.Sequence(parts)));
  }

  /**
   * Checks a list.
   *
   * @param name which list it must be
   * @param keys those that the gateway's configuration names
   */
  public static ListCheck verify(
      byte[] message, String name, Collection<TrustedKey> keys, CryptoSuite suite) {
    if (message.length > MOST_BYTES) {
      return new ListCheck.Refused(ListCheck.Refusal.TOO_LARGE);
    }
    try {
      return verify(CoseSign1.read(message), name, keys, suite);
    } catch (CborException e) {
      return new ListCheck.Refused(ListCheck.Refusal.MALFORMED);
    }
  }

  private static ListCheck verify(
      CoseSign1 message, String name, Collection<TrustedKey> keys, CryptoSuite suite)
      throws CborException {
    List<CborItem> parts = CborTable.items(CborDecoder.decodeDeterministic(message.payload()), 4);
    String named = CborTable.text(parts.get(0));
    long number = notNegative(parts.get(1));
    long signedAt = notNegative(parts.get(2));
    byte[] content = CborTable.bytes(parts.get(3));
    for (TrustedKey key : keys) {
      if (message.names(key) && key.signsLists(signedAt)) {
        if (!message.isSignedBy(key, suite)) {
          return new ListCheck.Refused(ListCheck.Refusal.BAD_SIGNATURE);
        }
        return named.equals(name)
            ? new ListCheck.Verified(number, signedAt, content)
            : new ListCheck.Refused(ListCheck.Refusal.ANOTHER_LIST);
      }
    }
    return new ListCheck.Refused(ListCheck.Refusal.UNKNOWN_KEY);
  }

  private static long notNegative(CborItem item) throws CborException {
    long value = CborTable.whole(item);
    if (value < 0) {
      throw new CborException("a number of a list is not negative");
    }
    return value;
  }
}
