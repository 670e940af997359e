package io.scangate.credential;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes messages in the layout of {@link CodeFormat}: first what is authenticated, which its
 * issuer does; then the message, made of it in place. Confined to its issuer.
 */
final class CodeWriter {
  private final byte[] issuer;
  private final CborOutput claims = new CborOutput(128);
  private final CborOutput out = new CborOutput(256);
  private int protectedAt;
  private int unprotectedAt;

  CodeWriter(Division issuer) {
    this.issuer = issuer.code().getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes the claims of the next code. */
  void claims(
      Colour colour, Kind kind, long iat, long exp, Pseudonym pseudonym, long person, int random) {
    if (colour == Colour.NONE || exp <= iat || iat < 0 || exp > CodeFormat.LAST_SECOND) {
      throw new IllegalArgumentException(
          "a code has a colour and ends after it begins, between 1970 and 9999");
    }
    claims.clear();
    claims.head(CborCursor.MAP, CodeFormat.CLAIM_COUNT);
    claims.integer(CodeFormat.CLAIM_ISS);
    claims.string(CborCursor.TEXT, issuer);
    claims.integer(CodeFormat.CLAIM_EXP);
    claims.integer(exp);
    claims.integer(CodeFormat.CLAIM_IAT);
    claims.integer(iat);
    claims.integer(CodeFormat.CLAIM_CTI);
    claims.head(CborCursor.BYTES, Pseudonym.BYTES);
    int serialAt = claims.skip(Pseudonym.BYTES);
    pseudonym.seal(person, iat, random, claims.array(), serialAt);
    claims.integer(CodeFormat.CLAIM_COLOUR);
    claims.integer(colour.wire());
    claims.integer(CodeFormat.CLAIM_KIND);
    claims.integer(kind.wire());
  }

  /** Writes the structure that is authenticated, {@link #array} up to {@link #size}. */
  void structure(byte[] beginning, Algorithm algorithm, int kidBytes, long kid) {
    out.clear();
    out.raw(beginning, beginning.length);
    protectedAt = out.size();
    // Beside the kid: the map, two labels, the algorithm and the head of the kid, a byte each.
    out.head(CborCursor.BYTES, 5 + kidBytes);
    out.head(CborCursor.MAP, 2);
    out.integer(CodeFormat.HEADER_ALG);
    out.integer(algorithm.wire());
    out.integer(CodeFormat.HEADER_KID);
    out.head(CborCursor.BYTES, kidBytes);
    out.number(kidBytes, kid);
    unprotectedAt = out.size();
    out.number(1, CodeFormat.EMPTY_BYTES);
    out.head(CborCursor.BYTES, claims.size());
    out.raw(claims.array(), claims.size());
  }

  byte[] array() {
    return out.array();
  }

  int size() {
    return out.size();
  }

  /** Makes the message of the structure and its tag or signature, and the text of the message. */
  byte[] text(int tag, byte[] authentic, int length) {
    out.head(CborCursor.BYTES, length);
    out.raw(authentic, length);
    byte[] message = out.array();
    int from = protectedAt - CodeFormat.MESSAGE_START_BYTES;
    message[from] = (byte) (CborCursor.TAG << 5 | tag);
    message[from + 1] = (byte) (CborCursor.ARRAY << 5 | 4);
    message[unprotectedAt] = CodeFormat.EMPTY_MAP;
    int prefix = CodeFormat.PREFIX.length;
    byte[] text =
        Arrays.copyOf(CodeFormat.PREFIX, prefix + Base45.encodedLength(out.size() - from));
    Base45.encode(message, from, out.size(), text, prefix);
    return text;
  }
}
