package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisCredentials;
import io.scangate.cache.link.RedisRefusal;
import io.scangate.embedded.Await;
import io.scangate.embedded.EmbeddedRedis;
import io.scangate.embedded.RedisUser;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engine and gateway as the users that the embedded Redis knows. */
class UsersIT {
  @TempDir Path directory;
  @AutoClose private EmbeddedRedis redis;
  @AutoClose private TestEngine engine;
  @AutoClose private TestGateway door;

  @BeforeEach
  void start() {
    redis = EmbeddedRedis.start(directory, 0, line -> {});
    engine = new TestEngine(as(redis.users().engine()), 1, 0, 1_000).start();
    door =
        new TestGateway(
            as(redis.users().gateway()),
            CacheSettings.DEFAULT.inPartitions(1),
            InstantSource.system());
  }

  private LinkSettings as(RedisUser user) {
    return LinkSettings.of(RedisAddress.parse(redis.url()))
        .as(new RedisCredentials(user.name(), user.password()));
  }

  @Test
  void eachMayDoWhatItsPartNeeds() {
    CodeStatus green = engine.commit(5, Colour.GREEN);
    var _ = door.warm(1);
    Await.until("the door knows", () -> door.answersBy(green) && door.isFresh());
    engine.rebuild(0);
    CodeStatus red = engine.commit(5, Colour.RED);
    Await.until("the door knows", () -> door.answersBy(red));
    assertThat(door.watch.faults()).isEmpty();
  }

  @Test
  void aGatewayCannotWriteACode() {
    var _ = engine.commit(5, Colour.GREEN);
    var _ = door.warm(1);
    assertThat(
            door.loop.failure(
                () ->
                    new CodeWriter(door.link, 0, WriterSettings.DEFAULT)
                        .begin(new Layout(1, 1, 0))))
        .isInstanceOfSatisfying(
            RedisRefusal.class, refusal -> assertThat(refusal.code()).isEqualTo("NOPERM"));
  }
}
