package io.scangate;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.ListWriter;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.Algorithm;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.StaticIssuer;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import io.scangate.serve.ListName;
import io.scangate.serve.ListPublisher;
import io.scangate.verdict.Orders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes the keys of a city that is tried, hands out codes on paper, and publishes its checkpoints
 * and orders, which no engine does. Shared.
 */
public final class PaperDesk {
  private static final Duration LIFE = Duration.ofDays(1);
  private static final Duration BACK = Duration.ofMinutes(5);
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private final EngineKeys keys;
  private final SecureRandom random = new SecureRandom();
  private final CryptoSuite crypto = CryptoSuite.choose();

  /** With new keys in that folder. */
  public PaperDesk(Path folder, Division city) throws IOException {
    KeyFiles.write(
        folder, EngineKeys.generate(city, Algorithm.EDDSA, Instant.now().minus(BACK), LIFE));
    keys = KeyFiles.readEngine(folder.resolve(KeyFiles.ENGINE));
  }

  /** The file of an engine in that folder. */
  public static Path engineKeys(Path folder) {
    return folder.resolve(KeyFiles.ENGINE);
  }

  /** The file of a gateway in that folder. */
  public static Path gatewayKeys(Path folder) {
    return folder.resolve(KeyFiles.GATEWAY);
  }

  /** The key of the device at a checkpoint. */
  public static String deviceKey(String checkpoint) {
    return SmallCity.deviceKey(checkpoint);
  }

  /** A code on paper, which may be scanned again and again. */
  public String paper(long person) {
    Instant now = Instant.now().minus(Duration.ofMinutes(1));
    byte[] code =
        new StaticIssuer(
                keys.signing(KeyUse.STATIC, now).orElseThrow(), keys.master(), crypto, random)
            .issue(
                person,
                Colour.GREEN,
                Kind.PAPER,
                now.getEpochSecond(),
                now.plus(LIFE.dividedBy(2)).getEpochSecond());
    return new String(code, StandardCharsets.US_ASCII);
  }

  /** Publishes one checkpoint, a venue, and that there are no orders. */
  public void publish(String redis, String checkpoint) {
    try (Loop loop = new Loop()) {
      RedisLink link =
          loop.call(
              () ->
                  RedisLink.open(
                      loop.vertx(),
                      LinkSettings.of(RedisAddress.parse(redis)),
                      new MicrometerLinkMeters(new SimpleMeterRegistry(), "lists")));
      ListPublisher lists =
          new ListPublisher(
              () -> keys, crypto, new ListWriter(link, DEADLINE), InstantSource.system(), random);
      Await.until(
          "the checkpoint is published",
          () -> {
            var _ =
                loop.await(
                    () ->
                        lists
                            .publish(
                                ListName.CHECKPOINTS, SmallCity.checkpoints(checkpoint).toBytes())
                            .compose(
                                done -> lists.publish(ListName.ORDERS, Orders.NONE.toBytes())));
            return true;
          });
      var _ = loop.await(link::close);
    }
  }
}
