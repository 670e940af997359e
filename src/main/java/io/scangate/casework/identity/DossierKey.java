package io.scangate.casework.identity;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.SecretKey;

/** The key of one dossier, opened. The name of a part is associated data. Shared. */
public final class DossierKey {
  private final SecretKey key;
  private final SecureRandom random;

  DossierKey(SecretKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** Seals a part of the dossier. */
  public Buffer seal(String part, Buffer plain) {
    return Buffer.buffer(AesGcm.seal(key, about(part), plain.getBytes(), random));
  }

  /**
   * Opens a part of the dossier.
   *
   * @throws IllegalStateException where somebody changed it, or it is another part
   */
  public Buffer open(String part, Buffer sealed) {
    return Buffer.buffer(AesGcm.open(key, about(part), sealed.getBytes()));
  }

  private static byte[] about(String part) {
    return part.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "DossierKey[***]";
  }
}
