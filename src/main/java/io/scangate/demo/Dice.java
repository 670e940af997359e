package io.scangate.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers that follow from a secret seed: HMAC-SHA256 of what they are for. The same seed makes the
 * same city, and who does not hold it cannot guess a reference or a device key of it. Confined to
 * one thread.
 */
final class Dice {
  private final Mac mac;

  Dice(byte[] seed) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(seed, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** The 32 bytes of the throw with this name and number. */
  ByteBuffer roll(String name, int number) {
    mac.update(name.getBytes(StandardCharsets.UTF_8));
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    return ByteBuffer.wrap(mac.doFinal());
  }
}
