package io.scangate.cache;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Replies of Redis as the cache reads them: a reply of another kind is taken for none. */
final class Replies {
  private Replies() {}

  /** The bytes of a value; null where there is none. */
  static byte @Nullable [] bytes(@Nullable Response reply) {
    return reply == null || reply.type() != ResponseType.BULK ? null : reply.toBytes();
  }

  /** The layout in a value; null where there is none. */
  static @Nullable Layout layout(@Nullable Response reply) {
    byte[] bytes = bytes(reply);
    return bytes == null ? null : Layout.ofBytes(bytes);
  }

  /**
   * A number, given as such or in decimal; 0 where there is none, as before anything was written.
   */
  static long number(@Nullable Response reply) {
    if (reply != null && reply.type() == ResponseType.NUMBER) {
      return reply.toNumber().longValue();
    }
    byte[] digits = bytes(reply);
    try {
      return digits == null ? 0 : Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
