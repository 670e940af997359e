package io.scangate.cache.link;

import java.nio.charset.StandardCharsets;

/**
 * The hash slot of a key: CRC16 (XMODEM) of its hash tag, modulo 16384. Immutable.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/">Redis
 *     Cluster specification, key distribution model</a>
 */
final class KeySlot {
  /** How many slots a cluster has. */
  static final int SLOTS = 16_384;

  private static final int POLYNOMIAL = 0x1021;
  private static final char[] CRC_OF_BYTE = table();

  private KeySlot() {}

  /** The slot of a key; what stands in its first pair of braces, when not empty, decides alone. */
  static int of(String key) {
    byte[] bytes = tag(key).getBytes(StandardCharsets.UTF_8);
    int crc = 0;
    for (byte b : bytes) {
      crc = ((crc << 8) ^ CRC_OF_BYTE[((crc >>> 8) ^ b) & 0xff]) & 0xffff;
    }
    return crc % SLOTS;
  }

  private static String tag(String key) {
    int open = key.indexOf('{');
    int close = open < 0 ? -1 : key.indexOf('}', open + 1);
    return close > open + 1 ? key.substring(open + 1, close) : key;
  }

  private static char[] table() {
    char[] table = new char[256];
    for (int b = 0; b < 256; b++) {
      int crc = b << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
      }
      table[b] = (char) crc;
    }
    return table;
  }
}
