package io.scangate.serve;

import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisCredentials;
import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which Redis to speak with, as the section {@code redis} of the settings file says. Immutable.
 *
 * @param link how to speak with it; absent where Scangate starts one itself
 */
public record RedisSettings(Optional<LinkSettings> link) {
  /** An embedded Redis. */
  static final RedisSettings EMBEDDED = new RedisSettings(Optional.empty());

  static RedisSettings read(Mapping redis) {
    Mapping section =
        redis.allowing(
            "url", "user", "password-file", "sentinel-user", "sentinel-password-file", "trust");
    RedisAddress address = section.scalar("url").as(RedisAddress::parse);
    LinkSettings plain = LinkSettings.of(address);
    return new RedisSettings(
        Optional.of(
            new LinkSettings(
                address,
                credentials(section, "user", "password-file"),
                credentials(section, "sentinel-user", "sentinel-password-file"),
                section.optional("trust").map(node -> Path.of(node.scalar().word())),
                plain.deadline(),
                plain.overdue(),
                plain.handshake(),
                plain.firstRetry(),
                plain.lastRetry(),
                plain.topologyCheck(),
                plain.inFlight())));
  }

  private static Optional<RedisCredentials> credentials(
      Mapping section, String user, String passwordFile) {
    if (!section.has(user) && !section.has(passwordFile)) {
      return Optional.empty();
    }
    Scalar file = section.scalar(passwordFile);
    return Optional.of(
        new RedisCredentials(section.scalar(user).word(), Secret.read(file).reveal()));
  }
}
