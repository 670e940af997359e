package io.scangate.cache.link;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection of its own to one master, for one blocking command at a time. Confined to its event
 * loop. It is not made again when it breaks: its owner opens another.
 */
public interface BlockingLine {
  /** The master at the other end. */
  Master master();

  /**
   * Sends one command.
   *
   * @param atMost how long the answer may take, the time it blocks included; past it the line is
   *     closed and the future fails with {@link RedisUnavailable}
   */
  Future<@Nullable Response> send(Request request, Duration atMost);

  /** Completes when the line is no longer usable, whoever ended it. */
  Future<Void> ended();

  /** Ends it; a command under way fails. */
  Future<Void> close();
}
