package io.scangate.credential;

import io.scangate.health.Division;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One key of a trust list as a COSE key; {@link TrustListFormat} draws it. */
final class CoseKey {
  private static final int KTY = 1;
  private static final int KID = 2;
  private static final int ALG = 3;
  private static final int CRV = -1;
  private static final int X = -2;
  private static final int Y = -3;
  private static final int ISSUER = -65601;
  private static final int USES = -65602;
  private static final int FROM = -65603;
  private static final int UNTIL = -65604;

  private static final int OKP = 1;
  private static final int EC2 = 2;
  private static final int CRV_P256 = 1;
  private static final int CRV_ED25519 = 6;

  private static final byte UNCOMPRESSED = 4;

  private CoseKey() {}

  static CborItem write(TrustedKey key) {
    boolean point = key.algorithm() == Algorithm.ES256;
    byte[] bytes = key.bytes();
    int size = PublicKeys.COORDINATE_BYTES;
    int x = point ? 1 : 0;
    List<CborItem.Pair> pairs = new ArrayList<>();
    put(pairs, KTY, CborItem.of(point ? EC2 : OKP));
    put(pairs, KID, CborItem.of(kid(key)));
    put(pairs, ALG, CborItem.of(key.algorithm().wire()));
    put(pairs, CRV, CborItem.of(point ? CRV_P256 : CRV_ED25519));
    put(pairs, X, CborItem.of(Arrays.copyOfRange(bytes, x, x + size)));
    if (point) {
      put(pairs, Y, CborItem.of(Arrays.copyOfRange(bytes, x + size, x + 2 * size)));
    }
    put(pairs, ISSUER, CborItem.of(key.issuer().code()));
    put(pairs, USES, uses(key.uses()));
    put(pairs, FROM, CborItem.of(key.validity().from()));
    put(pairs, UNTIL, CborItem.of(key.validity().until()));
    return new CborItem.Table(pairs);
  }

  static TrustedKey read(CborItem item) throws CborException {
    CborTable table = CborTable.of(item);
    Algorithm algorithm = Algorithm.ofWire(table.takeWhole(ALG));
    if (algorithm == null || algorithm == Algorithm.HMAC_256_64) {
      throw new CborException("a key is of ES256 or EdDSA");
    }
    boolean point = algorithm == Algorithm.ES256;
    if (table.takeWhole(KTY) != (point ? EC2 : OKP)
        || table.takeWhole(CRV) != (point ? CRV_P256 : CRV_ED25519)) {
      throw new CborException("the type or curve of a key does not fit its algorithm");
    }
    byte[] x = table.takeBytes(X);
    byte[] bytes = point ? point(x, table.takeBytes(Y)) : x;
    byte[] kid = table.takeBytes(KID);
    TrustedKey key =
        new TrustedKey(
            new Division(CborTable.text(table.take(ISSUER))),
            algorithm,
            uses(table.take(USES)),
            new Validity(table.takeWhole(FROM), table.takeWhole(UNTIL)),
            bytes);
    table.end();
    if (!Arrays.equals(kid, kid(key))) {
      throw new CborException("a kid that is not that of its key");
    }
    return key;
  }

  /** The {@code kid} of a key as bytes. */
  static byte[] kid(TrustedKey key) {
    byte[] kid = new byte[CodeFormat.KEY_KID_BYTES];
    BigEndian.putLong(kid, 0, key.kid());
    return kid;
  }

  private static void put(List<CborItem.Pair> pairs, int label, CborItem value) {
    pairs.add(new CborItem.Pair(CborItem.of(label), value));
  }

  private static byte[] point(byte[] x, byte[] y) throws CborException {
    int size = PublicKeys.COORDINATE_BYTES;
    if (x.length != size || y.length != size) {
      throw new CborException("a coordinate has 32 bytes");
    }
    byte[] point = new byte[PublicKeys.P256_BYTES];
    point[0] = UNCOMPRESSED;
    System.arraycopy(x, 0, point, 1, size);
    System.arraycopy(y, 0, point, 1 + size, size);
    return point;
  }

  private static CborItem uses(Set<KeyUse> uses) {
    return new CborItem.Sequence(
        uses.stream().mapToLong(KeyUse::wire).sorted().mapToObj(CborItem::of).toList());
  }

  private static Set<KeyUse> uses(CborItem item) throws CborException {
    Set<KeyUse> uses = EnumSet.noneOf(KeyUse.class);
    long last = 0;
    for (CborItem each : CborTable.items(item)) {
      long wire = CborTable.whole(each);
      KeyUse use = KeyUse.ofWire(wire);
      if (use == null || wire <= last) {
        throw new CborException("a use that is unknown or out of order");
      }
      last = wire;
      uses.add(use);
    }
    return uses;
  }
}
