package io.scangate.credential;

import java.security.SecureRandom;

/** Random numbers drawn many at a time, since drawing takes a lock. Confined to its owner. */
final class RandomInts {
  private static final int DRAWN = 4096;

  private final SecureRandom random;
  private final byte[] drawn = new byte[DRAWN];
  private int at = DRAWN;

  RandomInts(SecureRandom random) {
    this.random = random;
  }

  int next() {
    if (at == DRAWN) {
      random.nextBytes(drawn);
      at = 0;
    }
    int value = BigEndian.getInt(drawn, at);
    at += Integer.BYTES;
    return value;
  }
}
