package io.scangate.credential;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one map as they come: none may come twice, however it is written, and in a
 * deterministic map each comes after the one before, byte by byte. Confined to one call.
 */
final class CborKeys {
  private final boolean rising;
  private final Set<ByteBuffer> seen = new HashSet<>();
  private byte @Nullable [] last;

  CborKeys(boolean rising) {
    this.rising = rising;
  }

  void add(CborItem key) throws CborException {
    byte[] encoded = CborEncoder.encode(key);
    if (rising) {
      if (last != null && Arrays.compareUnsigned(last, encoded) >= 0) {
        throw new CborException("keys out of order, or one twice");
      }
      last = encoded;
    } else if (!seen.add(ByteBuffer.wrap(encoded))) {
      throw new CborException("a key twice");
    }
  }
}
