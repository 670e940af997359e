package io.scangate.credential;

import java.nio.charset.StandardCharsets;

/**
 * The wire format of a code: {@code SG1:} and the Base45 of one COSE message (RFC 9052) with CWT
 * claims (RFC 8392), in deterministic CBOR. Nothing may be left out, added or ordered otherwise.
 *
 * <pre>
 * dynamic  d1                          tag 17, COSE_Mac0
 *          84                          array(4)
 *            49 a2 01 04 04 44 epoch   bstr {1 alg: 4, 4 kid: 4 bytes}
 *            a0                        unprotected {}
 *            58 nn claims              bstr
 *            48 tag                    first 8 bytes of HMAC-SHA256 over MAC_structure
 *
 * static   d2                          tag 18, COSE_Sign1
 *          84
 *            4d a2 01 27 04 48 kid     bstr {1 alg: -8 (27) or -7 (26), 4 kid: 8 bytes}
 *            a0
 *            58 nn claims
 *            58 40 signature           over Sig_structure
 *
 * claims   a6                          map(6)
 *            01 6n iss                 tstr, a division code
 *            04 1a exp                 uint, seconds since 1970
 *            06 1a iat                 uint
 *            07 50 cti                 bstr(16), the pseudonym
 *            3a 00 01 00 00  0n        -65537, colour: 1 green, 2 yellow, 3 red
 *            3a 00 01 00 01  0n        -65538, kind: 1 phone, 2 paper, 3 recognition, 4 offline
 *
 * MAC_structure  84 64 "MAC0"        protected 40 claims      external_aad is empty
 * Sig_structure  84 6a "Signature1"  protected 40 claims
 * </pre>
 *
 * <p>What is authenticated is therefore the message itself with another beginning and {@code 40} in
 * the place of {@code a0}: both are put in place where the bytes stand, and nothing is copied.
 *
 * <p>The {@code kid} of a static code is the first 8 bytes of the SHA-256 of the public key: of its
 * 32 bytes (RFC 8032) for Ed25519, of the 65 bytes of the uncompressed point (SEC 1) for P-256.
 */
final class CodeFormat {
  /** What every code begins with. */
  static final byte[] PREFIX = "SG1:".getBytes(StandardCharsets.US_ASCII);

  /** A longer text is refused before any work. */
  static final int MOST_CHARACTERS = 512;

  static final int TAG_MAC0 = 17;
  static final int TAG_SIGN1 = 18;

  /** The first byte of a static code. */
  static final byte SIGN1_START = (byte) (0xc0 | TAG_SIGN1);

  static final int HEADER_ALG = 1;
  static final int HEADER_KID = 4;
  static final int EPOCH_KID_BYTES = 4;
  static final int KEY_KID_BYTES = 8;
  static final int MAC_BYTES = 8;
  static final int SIGNATURE_BYTES = 64;

  static final int CLAIM_COUNT = 6;
  static final int CLAIM_ISS = 1;
  static final int CLAIM_EXP = 4;
  static final int CLAIM_IAT = 6;
  static final int CLAIM_CTI = 7;
  static final int CLAIM_COLOUR = -65537;
  static final int CLAIM_KIND = -65538;

  /** The end of the year 9999, the last instant that a code can name. */
  static final long LAST_SECOND = 253_402_300_799L;

  /** An empty byte string, and the empty map in whose place it is put. */
  static final byte EMPTY_BYTES = 0x40;

  static final byte EMPTY_MAP = (byte) 0xa0;

  /** The first bytes of every message: its tag, and the head of an array of four. */
  static final int MESSAGE_START_BYTES = 2;

  static final byte[] MAC_STRUCTURE = start("MAC0");
  static final byte[] SIG_STRUCTURE = start("Signature1");

  /** How far before the message the longer of the two beginnings reaches. */
  static final int HEADROOM = SIG_STRUCTURE.length - MESSAGE_START_BYTES;

  private CodeFormat() {}

  private static byte[] start(String context) {
    byte[] name = context.getBytes(StandardCharsets.US_ASCII);
    byte[] start = new byte[2 + name.length];
    start[0] = (byte) 0x84;
    start[1] = (byte) (0x60 | name.length);
    System.arraycopy(name, 0, start, 2, name.length);
    return start;
  }

  /** Whether a text begins as a code does. */
  static boolean hasPrefix(byte[] text, int from, int to) {
    return to - from >= PREFIX.length
        && text[from] == PREFIX[0]
        && text[from + 1] == PREFIX[1]
        && text[from + 2] == PREFIX[2]
        && text[from + 3] == PREFIX[3];
  }
}
