package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.EmbeddedRedis;
import io.scangate.embedded.RedisUser;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link as each of the users of the embedded Redis, who are allowed just what they need. */
class UsersIT {
  @TempDir Path directory;
  private EmbeddedRedis redis;

  @BeforeEach
  void start() {
    redis = EmbeddedRedis.start(directory.resolve("redis"), 0, line -> {});
  }

  @AfterEach
  void stop() {
    redis.close();
  }

  @Test
  void everyUserMayDoWhatALinkDoesByItself() {
    for (RedisUser user :
        List.of(redis.users().engine(), redis.users().gateway(), redis.users().scanLog())) {
      try (LinkFixture fixture = as(user.name(), user.password())) {
        fixture.up("a");
      }
    }
  }

  @Test
  void whatTheEngineWritesTheGatewayReads() {
    RedisUser engine = redis.users().engine();
    RedisUser gateway = redis.users().gateway();
    try (LinkFixture writer = as(engine.name(), engine.password());
        LinkFixture reader = as(gateway.name(), gateway.password())) {
      writer.up("seq:{1}").set("seq:{1}", "17");

      assertThat(reader.up("seq:{1}").get("seq:{1}")).isEqualTo("17");
      assertThat(
              reader.loop.failure(
                  () ->
                      reader.link.send(
                          "seq:{1}", Request.cmd(Command.SET).arg("seq:{1}").arg("18"))))
          .isInstanceOfSatisfying(
              RedisRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOPERM"));
    }
  }

  @Test
  void aWrongPasswordIsNoWayIn() {
    try (LinkFixture fixture = as("gateway", "guessed")) {
      Await.until("it was tried", () -> fixture.meters.connectFailed.get() > 1);

      assertThat(fixture.isUp("a")).isFalse();
    }
  }

  private LinkFixture as(String user, String password) {
    return new LinkFixture(
        LinkSettings.of(RedisAddress.parse(redis.url())).as(new RedisCredentials(user, password)));
  }
}
