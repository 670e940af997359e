package io.scangate.credential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A {@link LedgerRoot}, signed with a key that signs lists.
 *
 * <pre>
 * d2 84                                       COSE_Sign1
 *   bstr {1: alg, 4: kid}                     as in a code
 *   a0
 *   bstr ["scangate-root",                    tstr; no list has three elements
 *         at,                                 uint, microseconds since 1970
 *         [ + [partition,                     uint, rising
 *              link,                          uint
 *              at,                            uint, microseconds since 1970
 *              hash] ]]                       bstr(32)
 *   58 40 signature                           over Sig_structure
 * </pre>
 */
public final class SignedRoot {
  /** A larger one is refused before any work; the heads of 1,024 partitions fit. */
  public static final int MOST_BYTES = 1 << 17;

  private static final String NAME = "scangate-root";
  private static final int HASH_BYTES = 32;

  private SignedRoot() {}

  /**
   * Signs a root.
   *
   * @throws IllegalArgumentException where the key may not sign lists, or not at that time
   */
  public static byte[] issue(SigningKey key, CryptoSuite suite, LedgerRoot root) {
    if (!key.trusted().signsLists(root.at().getEpochSecond())) {
      throw new IllegalArgumentException("a root cannot be signed by " + key.trusted());
    }
    List<CborItem> heads = root.heads().stream().map(SignedRoot::head).toList();
    return CoseSign1.sign(
        key,
        suite,
        CborEncoder.encode(
            new CborItem.Sequence(
                List.of(CborItem.of(NAME), CborItem.of(root.at()), new CborItem.Sequence(heads)))));
  }

  private static CborItem head(LedgerRoot.Head head) {
    return new CborItem.Sequence(
        List.of(
            CborItem.of(head.partition()),
            CborItem.of(head.link()),
            CborItem.of(head.at()),
            CborItem.of(HexFormat.of().parseHex(head.hash()))));
  }

  /**
   * Checks a root.
   *
   * @param keys those whose signature is believed
   */
  public static RootCheck verify(byte[] message, Collection<TrustedKey> keys, CryptoSuite suite) {
    if (message.length > MOST_BYTES) {
      return new RootCheck.Refused(RootCheck.Refusal.MALFORMED);
    }
    try {
      CoseSign1 sign1 = CoseSign1.read(message);
      LedgerRoot root = root(sign1.payload());
      for (TrustedKey key : keys) {
        if (sign1.names(key) && key.signsLists(root.at().getEpochSecond())) {
          return sign1.isSignedBy(key, suite)
              ? new RootCheck.Verified(root)
              : new RootCheck.Refused(RootCheck.Refusal.BAD_SIGNATURE);
        }
      }
      return new RootCheck.Refused(RootCheck.Refusal.UNKNOWN_KEY);
    } catch (CborException e) {
      return new RootCheck.Refused(RootCheck.Refusal.MALFORMED);
    }
  }

  /** What a message says, whoever made it; empty where it says nothing. */
  public static Optional<LedgerRoot> read(byte[] message) {
    try {
      return message.length > MOST_BYTES
          ? Optional.empty()
          : Optional.of(root(CoseSign1.read(message).payload()));
    } catch (CborException e) {
      return Optional.empty();
    }
  }

  private static LedgerRoot root(byte[] payload) throws CborException {
    List<CborItem> parts = CborTable.items(CborDecoder.decodeDeterministic(payload), 3);
    if (!CborTable.text(parts.get(0)).equals(NAME)) {
      throw new CborException("not a root");
    }
    List<LedgerRoot.Head> heads = new ArrayList<>();
    for (CborItem item : CborTable.items(parts.get(2))) {
      List<CborItem> head = CborTable.items(item, 4);
      long partition = CborTable.whole(head.get(0));
      byte[] hash = CborTable.bytes(head.get(3));
      if (partition < 0 || partition > Short.MAX_VALUE || hash.length != HASH_BYTES) {
        throw new CborException("a head names a partition and a hash of 32 bytes");
      }
      heads.add(
          new LedgerRoot.Head(
              (int) partition,
              CborTable.whole(head.get(1)),
              CborTable.instant(head.get(2)),
              HexFormat.of().formatHex(hash)));
    }
    return new LedgerRoot(CborTable.instant(parts.get(1)), heads);
  }
}
