package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Loop;
import io.scangate.ops.LinkMeters.Loss;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Redis client of Vert.x gives each reply to the longest waiting request, also after something
 * arrived that no request asked for (a RESP3 push, for one): from then on every caller gets the
 * reply of another. A link never asks for RESP3, and notices when it happens all the same.
 */
class MixedUpRepliesIT {
  private static final String PUSH = ">2\r\n$10\r\ninvalidate\r\n*1\r\n$4\r\nkey1\r\n";

  private static final List<String> KEYS = IntStream.range(0, 40).mapToObj(i -> "key" + i).toList();

  private static final List<String> VALUES = KEYS.stream().map(key -> "value of " + key).toList();

  @Test
  void aLinkAsksForRespTwo() throws Exception {
    try (PushingServer server = new PushingServer("", 1);
        LinkFixture fixture = new LinkFixture(server.url())) {
      fixture.up("a");

      assertThat(server.greetings())
          .isNotEmpty()
          .allSatisfy(it -> assertThat(it).startsWith("hello", "2"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PUSH, "$16\r\nvalue of nobody!\r\n", ":1\r\n", "$-1\r\n", "-ERR odd\r\n"})
  void nobodyGetsTheReplyOfAnother(String slippedIn) throws Exception {
    try (PushingServer server = new PushingServer(slippedIn, 250);
        LinkFixture fixture = new LinkFixture(server.url())) {
      fixture.up("a");
      int whole = 0;
      while (server.answered() < 1_000) {
        fixture.up("a");
        whole += wholeOf(fixture);
      }

      assertThat(whole).isPositive();
      assertThat(fixture.meters.losses()).isNotEmpty().containsOnly(Loss.MISMATCH);
    }
  }

  /** Sends ten batches at once; counts those that were answered, which must be with their own. */
  private static int wholeOf(LinkFixture fixture) {
    List<Future<List<@Nullable Response>>> batches = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      batches.add(fixture.beginGets("a", KEYS));
    }
    int whole = 0;
    for (Future<List<@Nullable Response>> batch : batches) {
      try {
        assertThat(Loop.join(batch).stream().map(LinkFixture::text))
            .containsExactlyElementsOf(VALUES);
        whole++;
      } catch (RedisUnavailable | RedisRefusal noAnswer) {
        // Failing is allowed; the reply of another is not.
      }
    }
    return whole;
  }
}
