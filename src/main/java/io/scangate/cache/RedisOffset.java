package io.scangate.cache;

import io.scangate.cache.link.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * How far the clock of a partition's Redis is ahead of the wall clock of this host. Measured on an
 * event loop, read anywhere.
 */
public final class RedisOffset {
  private final RedisLink link;
  private final InstantSource clock;
  private final int partition;
  private volatile long ahead;

  /** Not yet measured: 0. */
  public RedisOffset(RedisLink link, int partition, InstantSource clock) {
    this.link = link;
    this.partition = partition;
    this.clock = clock;
  }

  /** Asks Redis; its answer is taken for the middle of the round trip. */
  public Future<Long> measure() {
    long before = micros(clock.instant());
    return link.send(RedisKeys.sequence(partition), Request.cmd(Command.TIME))
        .map(
            time -> {
              if (time != null) {
                ahead = RedisClock.micros(time) - (before + micros(clock.instant())) / 2;
              }
              return ahead;
            });
  }

  /** An instant of this host by the clock of Redis, in microseconds since 1970. */
  public long carried(Instant instant) {
    return micros(instant) + ahead;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
