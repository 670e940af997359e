package io.scangate.credential;

import org.jspecify.annotations.Nullable;

/** The algorithms of the profile, by their numbers in the COSE registry (RFC 9053). */
public enum Algorithm {
  /** HMAC with SHA-256, cut to its first 64 bits. */
  HMAC_256_64(4, "HMAC 256/64"),
  /** ECDSA on P-256 with SHA-256; the signature is r and s, 32 bytes each. */
  ES256(-7, "ES256"),
  /** EdDSA, of which the profile takes Ed25519 only. */
  EDDSA(-8, "EdDSA");

  private final int wire;
  private final String text;

  Algorithm(int wire, String text) {
    this.wire = wire;
    this.text = text;
  }

  /** The number in the header {@code alg}. */
  public int wire() {
    return wire;
  }

  /** The name in the COSE registry. */
  public String text() {
    return text;
  }

  /** The algorithm behind a COSE number, or null where the profile has none with that number. */
  static @Nullable Algorithm ofWire(long wire) {
    return wire == 4 ? HMAC_256_64 : wire == -7 ? ES256 : wire == -8 ? EDDSA : null;
  }
}
