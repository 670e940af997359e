package io.scangate.credential;

import java.util.ArrayList;
import java.util.List;

/**
 * The wire format of a {@link TrustList}: deterministic CBOR around a COSE key set (RFC 9052,
 * section 7), whose keys have four labels of our own.
 *
 * <pre>
 * {1: nextUpdate, seconds since 1970
 *  2: [ + {1: kty      1 (OKP) or 2 (EC2)
 *          2: kid      bstr(8)
 *          3: alg      -8 or -7
 *         -1: crv      6 (Ed25519) or 1 (P-256)
 *         -2: x        bstr(32)
 *         -3: y        bstr(32), P-256 only
 *     -65601: issuer   tstr, a division code
 *     -65602: uses     [ + 1 (static) or 2 (lists) ], rising
 *     -65603: from     uint, seconds since 1970
 *     -65604: until    uint}]}
 * </pre>
 */
public final class TrustListFormat {
  private static final int NEXT_UPDATE = 1;
  private static final int KEYS = 2;
  private static final int WITHDRAWN = 3;

  private TrustListFormat() {}

  /** Writes a list. */
  public static byte[] write(TrustList list) {
    return CborEncoder.encode(new CborItem.Table(pairs(list)));
  }

  /**
   * Writes what a gate without a connection needs: the list, and under 3 the withdrawn serials, 16
   * bytes each, as one byte string.
   */
  public static byte[] writeForGates(TrustList list, WithdrawnCodes withdrawn) {
    List<CborItem.Pair> pairs = new ArrayList<>(pairs(list));
    pairs.add(new CborItem.Pair(CborItem.of(WITHDRAWN), CborItem.of(withdrawn.bytes())));
    return CborEncoder.encode(new CborItem.Table(pairs));
  }

  private static List<CborItem.Pair> pairs(TrustList list) {
    List<CborItem> keys = list.keys().stream().map(CoseKey::write).toList();
    return List.of(
        new CborItem.Pair(CborItem.of(NEXT_UPDATE), CborItem.of(list.nextUpdate())),
        new CborItem.Pair(CborItem.of(KEYS), new CborItem.Sequence(keys)));
  }

  /** Reads a list. */
  public static ListReading<TrustList> read(byte[] content) {
    return ListFormat.read(
        content,
        item -> {
          CborTable table = CborTable.of(item);
          long nextUpdate = table.takeWhole(NEXT_UPDATE);
          List<TrustedKey> keys = new ArrayList<>();
          for (CborItem key : CborTable.items(table.take(KEYS))) {
            keys.add(CoseKey.read(key));
          }
          table.end();
          return new TrustList(nextUpdate, keys);
        });
  }
}
