package io.scangate.ledger;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * SHA-256 over fields, each with its length before it, so that no two rows read as the same bytes.
 * Confined to one digest.
 */
final class Digester {
  private static final int ABSENT = -1;

  private final MessageDigest sha256;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  Digester() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @CanIgnoreReturnValue
  Digester put(long value) {
    sha256.update(number.clear().putLong(value).flip());
    return this;
  }

  @CanIgnoreReturnValue
  Digester put(byte[] bytes) {
    put(bytes.length);
    sha256.update(bytes);
    return this;
  }

  @CanIgnoreReturnValue
  Digester put(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  @CanIgnoreReturnValue
  Digester put(Optional<String> text) {
    return text.isPresent() ? put(text.get()) : put(ABSENT);
  }

  byte[] sha256() {
    return sha256.digest();
  }
}
