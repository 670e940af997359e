package io.scangate.embedded;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisCredentials;
import io.scangate.cache.link.RedisLink;
import io.scangate.ops.MicrometerLinkMeters;

/** Links to an embedded Redis for whoever plays an engine. */
public final class EngineLink {
  private EngineLink() {}

  /** Opens one, as the user that engines are, on a loop. */
  public static RedisLink open(Loop loop, EmbeddedRedis redis) {
    RedisUser engine = redis.users().engine();
    LinkSettings settings =
        LinkSettings.of(RedisAddress.parse(redis.url()))
            .as(new RedisCredentials(engine.name(), engine.password()));
    return loop.call(
        () ->
            RedisLink.open(
                loop.vertx(),
                settings,
                new MicrometerLinkMeters(new SimpleMeterRegistry(), "engine")));
  }
}
