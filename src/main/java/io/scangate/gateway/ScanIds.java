package io.scangate.gateway;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers for scans: 128 bits each, never the same twice, and nobody can tell from one what the
 * next will be or how many there were. Confined to its event loop.
 *
 * <p>They are the blocks of AES in counter order under a random key of this process: a block cipher
 * maps different counters to different blocks. Two processes draw from 2^128 blocks, so two of them
 * agree as rarely as two random numbers do. A batch is encrypted at once.
 */
final class ScanIds {
  private static final int BATCH = 64;
  private static final int BLOCK = 16;

  private final Cipher aes;
  private final byte[] counters = new byte[BATCH * BLOCK];
  private final byte[] ids = new byte[BATCH * BLOCK];
  private final ByteBuffer plain = ByteBuffer.wrap(counters);
  private final ByteBuffer drawn = ByteBuffer.wrap(ids);
  private long counter;
  private int at = BATCH;

  ScanIds(SecureRandom random) {
    byte[] key = new byte[BLOCK];
    random.nextBytes(key);
    try {
      aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  /** Goes on to the next number; {@link #high} and {@link #low} tell it. */
  void next() {
    if (++at >= BATCH) {
      draw();
      at = 0;
    }
  }

  long high() {
    return drawn.getLong(at * BLOCK);
  }

  long low() {
    return drawn.getLong(at * BLOCK + Long.BYTES);
  }

  private void draw() {
    for (int i = 0; i < BATCH; i++) {
      plain.putLong(i * BLOCK + Long.BYTES, counter++);
    }
    try {
      int written = aes.update(counters, 0, counters.length, ids, 0);
      if (written != ids.length) {
        throw new IllegalStateException("AES wrote " + written + " bytes");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("whole blocks of AES cannot fail", e);
    }
  }
}
