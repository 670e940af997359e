package io.scangate.credential;

import io.scangate.health.Division;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A public key with what it is trusted for: one issuer, one algorithm, some uses, a span of time.
 * Immutable.
 */
public final class TrustedKey {
  private final Division issuer;
  private final Algorithm algorithm;
  private final Set<KeyUse> uses;
  private final Validity validity;
  private final byte[] bytes;
  private final byte[] issuerText;
  private final long kid;
  private final PublicKey key;

  /**
   * @param algorithm ES256 or EdDSA
   * @param validity when codes and lists may be signed with it; a code issued within stays good
   *     until its own end
   * @param bytes the bare public key: 32 bytes for Ed25519, the uncompressed point for P-256
   * @throws IllegalArgumentException where the bytes are no such key
   */
  public TrustedKey(
      Division issuer, Algorithm algorithm, Set<KeyUse> uses, Validity validity, byte[] bytes) {
    if (uses.isEmpty()) {
      throw new IllegalArgumentException("a key is trusted for something");
    }
    this.issuer = issuer;
    this.algorithm = algorithm;
    this.uses = Set.copyOf(uses);
    this.validity = validity;
    this.bytes = bytes.clone();
    this.issuerText = issuer.code().getBytes(StandardCharsets.US_ASCII);
    this.kid = PublicKeys.kid(bytes);
    this.key = PublicKeys.read(algorithm, bytes);
  }

  public Division issuer() {
    return issuer;
  }

  public Algorithm algorithm() {
    return algorithm;
  }

  public Set<KeyUse> uses() {
    return uses;
  }

  public Validity validity() {
    return validity;
  }

  /**
   * Whether lists, and what is signed like them, may be signed with it.
   *
   * @param at a second since 1970
   */
  boolean signsLists(long at) {
    return uses.contains(KeyUse.LISTS) && validity.covers(at);
  }

  /** The first 8 bytes of the SHA-256 of the bare public key, as a big-endian number. */
  public long kid() {
    return kid;
  }

  /** The {@link #kid} as 16 hexadecimal digits. */
  public String kidText() {
    return HexFormat.of().toHexDigits(kid);
  }

  /** The bare public key. */
  public byte[] bytes() {
    return bytes.clone();
  }

  PublicKey key() {
    return key;
  }

  boolean isOf(byte[] text, int at, int length) {
    return Arrays.equals(issuerText, 0, issuerText.length, text, at, at + length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof TrustedKey that
            && Arrays.equals(bytes, that.bytes)
            && algorithm == that.algorithm
            && issuer.equals(that.issuer)
            && uses.equals(that.uses)
            && validity.equals(that.validity));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(kid);
  }

  @Override
  public String toString() {
    return "TrustedKey[kid=%s, issuer=%s, algorithm=%s, uses=%s, validity=%s]"
        .formatted(kidText(), issuer.code(), algorithm.text(), uses, validity);
  }
}
