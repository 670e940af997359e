package io.scangate.cache;

import io.vertx.redis.client.Response;

/**
 * The clock of one Redis server as this host carries it on by its own monotonic clock. Immutable.
 *
 * @param name which server; see {@link #nameOf}
 * @param ahead the microseconds of Redis minus the microseconds of the monotonic clock
 */
record RedisClock(long name, long ahead) {
  /**
   * Set by a round trip that asked for {@code TIME}. The answer was taken somewhere on the way; it
   * is held to be from the moment of the question, so that Redis' now, and with it every age, is
   * over-estimated by at most the round trip and never under-estimated.
   */
  static RedisClock asked(long name, long micros, long nanosBefore) {
    return new RedisClock(name, micros - nanosBefore / 1_000);
  }

  /**
   * The number by which heartbeats name the server whose clock they carry: the first 64 bits of its
   * run id.
   */
  static long nameOf(String runId) {
    return Long.parseUnsignedLong(runId.substring(0, 16), 16);
  }

  /** The answer to {@code TIME}, in microseconds since 1970. */
  static long micros(Response time) {
    return Replies.number(time.get(0)) * 1_000_000 + Replies.number(time.get(1));
  }

  /** What Redis' clock shows now, in microseconds since 1970. */
  long now(long nanos) {
    return nanos / 1_000 + ahead;
  }

  /** The same clock, knowing that it has shown this instant already: it may have been stepped. */
  RedisClock notBefore(long micros, long nanos) {
    return now(nanos) >= micros ? this : new RedisClock(name, micros - nanos / 1_000);
  }
}
