package io.scangate.credential;

import io.scangate.health.Colour;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one code that has the layout of {@link CodeFormat}, still unauthenticated. Confined
 * to the reader that fills it again for every code.
 */
final class CodeFields {
  private final CborCursor cursor = new CborCursor();

  boolean dynamic;
  Algorithm algorithm = Algorithm.HMAC_256_64;

  /** The epoch of a dynamic code, unsigned; the eight bytes of a static one. */
  long kid;

  /** Where the protected header begins, with the head of its byte string. */
  int protectedAt;

  int unprotectedAt;
  int claimsEnd;
  int tagAt;
  int issuerAt;
  int issuerLength;
  long exp;
  long iat;
  int serialAt;
  Colour colour = Colour.NONE;
  Kind kind = Kind.PHONE;

  /**
   * Reads a message.
   *
   * @return whether it has the layout; where not, the fields mean nothing
   */
  boolean parse(byte[] bytes, int from, int to) {
    cursor.over(bytes, from, to);
    long tag = cursor.strict(CborCursor.TAG);
    dynamic = tag == CodeFormat.TAG_MAC0;
    if (!dynamic && tag != CodeFormat.TAG_SIGN1) {
      return false;
    }
    cursor.strict(CborCursor.ARRAY, 4);
    protectedAt = cursor.at();
    parseHeader(bytes);
    unprotectedAt = cursor.at();
    cursor.strict(CborCursor.MAP, 0);
    parseClaims();
    tagAt = cursor.strictString(CborCursor.BYTES);
    int length = dynamic ? CodeFormat.MAC_BYTES : CodeFormat.SIGNATURE_BYTES;
    return !cursor.failed() && cursor.atEnd() && cursor.argument() == length && isSound(bytes);
  }

  private void parseHeader(byte[] bytes) {
    long length = cursor.strict(CborCursor.BYTES);
    long end = cursor.at() + length;
    cursor.strict(CborCursor.MAP, 2);
    cursor.strict(CborCursor.UNSIGNED, CodeFormat.HEADER_ALG);
    Algorithm named = Algorithm.ofWire(cursor.strictInteger());
    cursor.strict(CborCursor.UNSIGNED, CodeFormat.HEADER_KID);
    int kidAt = cursor.strictString(CborCursor.BYTES);
    int kidLength = dynamic ? CodeFormat.EPOCH_KID_BYTES : CodeFormat.KEY_KID_BYTES;
    if (cursor.failed()
        || cursor.at() != end
        || cursor.argument() != kidLength
        || named == null
        || (named == Algorithm.HMAC_256_64) != dynamic) {
      cursor.fail();
      return;
    }
    algorithm = named;
    kid =
        dynamic
            ? Integer.toUnsignedLong(BigEndian.getInt(bytes, kidAt))
            : BigEndian.getLong(bytes, kidAt);
  }

  private void parseClaims() {
    long length = cursor.strict(CborCursor.BYTES);
    long end = cursor.at() + length;
    cursor.strict(CborCursor.MAP, CodeFormat.CLAIM_COUNT);
    cursor.strict(CborCursor.UNSIGNED, CodeFormat.CLAIM_ISS);
    issuerAt = cursor.strictString(CborCursor.TEXT);
    issuerLength = (int) cursor.argument();
    cursor.strict(CborCursor.UNSIGNED, CodeFormat.CLAIM_EXP);
    exp = cursor.strict(CborCursor.UNSIGNED);
    cursor.strict(CborCursor.UNSIGNED, CodeFormat.CLAIM_IAT);
    iat = cursor.strict(CborCursor.UNSIGNED);
    cursor.strict(CborCursor.UNSIGNED, CodeFormat.CLAIM_CTI);
    serialAt = cursor.strictString(CborCursor.BYTES);
    if (cursor.argument() != Pseudonym.BYTES) {
      cursor.fail();
    }
    cursor.strict(CborCursor.NEGATIVE, -1 - CodeFormat.CLAIM_COLOUR);
    Colour shown = Colour.ofWire(cursor.strict(CborCursor.UNSIGNED));
    cursor.strict(CborCursor.NEGATIVE, -1 - CodeFormat.CLAIM_KIND);
    Kind made = Kind.ofWire(cursor.strict(CborCursor.UNSIGNED));
    claimsEnd = cursor.at();
    if (cursor.failed() || claimsEnd != end || !take(shown, made)) {
      cursor.fail();
    }
  }

  private boolean take(@Nullable Colour shown, @Nullable Kind made) {
    if (shown == null || shown == Colour.NONE || made == null) {
      return false;
    }
    colour = shown;
    kind = made;
    return true;
  }

  /** What no head tells: the claims fit together and with the kind of the message. */
  private boolean isSound(byte[] bytes) {
    return exp > iat
        && exp <= CodeFormat.LAST_SECOND
        && dynamic == (kind == Kind.PHONE)
        && (!dynamic || isDynamicLife())
        && isDivision(bytes);
  }

  private boolean isDynamicLife() {
    return exp - iat <= Epoch.DYNAMIC_LIFE_SECONDS && iat / Epoch.SECONDS == kid;
  }

  private boolean isDivision(byte[] bytes) {
    boolean length =
        switch (issuerLength) {
          case 2, 4, 6, 9, 12 -> true;
          default -> false;
        };
    if (!length || bytes[issuerAt] == '0') {
      return false;
    }
    for (int i = issuerAt; i < issuerAt + issuerLength; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
