package io.scangate;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers of 32 bits of which none comes twice in this process, from a random one on. Shared.
 *
 * <p>Two codes of one person and minute have the same serial where the 32 random bits in it are the
 * same, and a door rightly calls the second one used. Of the few codes that somebody shows in a
 * minute that is never seen; of a hundred thousand, which one person of a load test shows, it is.
 */
final class NoneTwice extends SecureRandom {
  private static final long serialVersionUID = 1;
  private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt());

  @Override
  public void nextBytes(byte[] bytes) {
    ByteBuffer numbers = ByteBuffer.wrap(bytes);
    while (numbers.remaining() >= Integer.BYTES) {
      numbers.putInt(NEXT.getAndIncrement());
    }
    if (numbers.hasRemaining()) {
      throw new IllegalArgumentException(
          "whole numbers are asked for, not " + bytes.length + " bytes");
    }
  }
}
