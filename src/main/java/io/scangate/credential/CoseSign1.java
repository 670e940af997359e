package io.scangate.credential;

import java.util.Arrays;
import java.util.List;

/**
 * A COSE_Sign1 (RFC 9052, section 4.2) in the profile: tag 18, the header {@code {1: alg, 4: kid}}
 * protected and nothing beside it, no external_aad. For lists; codes have a faster way of their
 * own. Confined to one call.
 */
final class CoseSign1 {
  private final byte[] header;
  private final byte[] payload;
  private final byte[] signature;
  private final long algorithm;
  private final byte[] kid;

  private CoseSign1(byte[] header, byte[] payload, byte[] signature) throws CborException {
    this.header = header;
    this.payload = payload;
    this.signature = signature;
    CborTable labels = CborTable.of(CborDecoder.decodeDeterministic(header));
    algorithm = labels.takeWhole(CodeFormat.HEADER_ALG);
    kid = labels.takeBytes(CodeFormat.HEADER_KID);
    labels.end();
    if (signature.length != CodeFormat.SIGNATURE_BYTES) {
      throw new CborException("a signature has 64 bytes");
    }
  }

  /** Takes a message apart; nothing of it is authentic yet. */
  static CoseSign1 read(byte[] message) throws CborException {
    if (!(CborDecoder.decodeDeterministic(message)
            instanceof CborItem.Tagged(long tag, CborItem array))
        || tag != CodeFormat.TAG_SIGN1) {
      throw new CborException("not a COSE_Sign1");
    }
    List<CborItem> parts = CborTable.items(array, 4);
    CborTable.of(parts.get(1)).end();
    return new CoseSign1(
        CborTable.bytes(parts.get(0)),
        CborTable.bytes(parts.get(2)),
        CborTable.bytes(parts.get(3)));
  }

  /** Makes a message. */
  static byte[] sign(SigningKey key, CryptoSuite suite, byte[] payload) {
    TrustedKey trusted = key.trusted();
    CborItem labels =
        new CborItem.Table(
            List.of(
                new CborItem.Pair(
                    CborItem.of(CodeFormat.HEADER_ALG), CborItem.of(trusted.algorithm().wire())),
                new CborItem.Pair(
                    CborItem.of(CodeFormat.HEADER_KID), CborItem.of(CoseKey.kid(trusted)))));
    byte[] header = CborEncoder.encode(labels);
    byte[] signed = structure(header, payload);
    List<CborItem> parts =
        List.of(
            CborItem.of(header),
            new CborItem.Table(List.of()),
            CborItem.of(payload),
            CborItem.of(key.sign(suite, signed, 0, signed.length)));
    return CborEncoder.encode(
        new CborItem.Tagged(CodeFormat.TAG_SIGN1, new CborItem.Sequence(parts)));
  }

  byte[] payload() {
    return payload;
  }

  /** Whether the header names this key and its algorithm. */
  boolean names(TrustedKey key) {
    return key.algorithm().wire() == algorithm && Arrays.equals(kid, CoseKey.kid(key));
  }

  boolean isSignedBy(TrustedKey key, CryptoSuite suite) {
    byte[] signed = structure(header, payload);
    byte[] all = Arrays.copyOf(signed, signed.length + signature.length);
    System.arraycopy(signature, 0, all, signed.length, signature.length);
    return new SignatureChecks(suite).verify(key, all, 0, signed.length, signed.length);
  }

  /** The Sig_structure. */
  private static byte[] structure(byte[] header, byte[] payload) {
    return CborEncoder.encode(
        new CborItem.Sequence(
            List.of(
                CborItem.of("Signature1"),
                CborItem.of(header),
                CborItem.of(new byte[0]),
                CborItem.of(payload))));
  }
}
