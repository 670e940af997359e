package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.scangate.ops.MicrometerCacheMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A city of green codes in a real Redis, all held by a gateway's cache, with heartbeats going on.
 * Shared.
 */
public final class HeldCity implements AutoCloseable {
  private final RedisProcess redis;
  private final Loop loop = new Loop();
  private final List<Publisher> publishers = new ArrayList<>();
  private final CodeCache cache;
  private final long[] people;

  /** Makes a city of so many people and waits until all of their codes are held. */
  public HeldCity(int size) {
    try {
      redis =
          RedisProcess.start(
              Files.createTempDirectory("scangate-held"),
              List.of("save \"\"", "hash-max-ziplist-entries 128"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    LinkSettings settings = LinkSettings.of(RedisAddress.parse(redis.url()));
    RedisLink link =
        loop.call(() -> RedisLink.open(loop.vertx(), settings, new SilentLinkMeters()));
    List<SyntheticPartition> partitions =
        IntStream.range(0, SyntheticPartition.PARTITIONS)
            .mapToObj(it -> new SyntheticPartition(it, size / SyntheticPartition.PARTITIONS))
            .toList();
    List<Long> references = new ArrayList<>(size);
    for (SyntheticPartition partition : partitions) {
      Loop.join(partition.snapshot()).codes().forEach(code -> references.add(code.person()));
      publishers.add(
          loop.call(
              () ->
                  new Publisher(
                      loop.vertx(),
                      link,
                      partition.number(),
                      partition,
                      WriterSettings.DEFAULT,
                      new SilentPublishMeters())));
    }
    people = references.stream().mapToLong(Long::longValue).toArray();
    CacheSettings cacheSettings = CacheSettings.DEFAULT.holding(1L << 30);
    MicrometerCacheMeters meters =
        new MicrometerCacheMeters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    cache = new CodeCache(cacheSettings, Ticker.systemTicker(), meters);
    FeedReader feed =
        loop.call(
            () ->
                new FeedReader(
                    loop.vertx(),
                    cache,
                    link,
                    cacheSettings,
                    Ticker.systemTicker(),
                    java.time.InstantSource.system(),
                    meters));
    loop.run(
        () -> {
          publishers.forEach(Publisher::start);
          feed.start();
        });
    Await.until("every code is held", () -> cache.codesHeld() == people.length);
  }

  /** The cache that holds the city. */
  public CodeCache cache() {
    return cache;
  }

  /** The person with this number. */
  public long person(int number) {
    return people[number];
  }

  /** How many people there are. */
  public int size() {
    return people.length;
  }

  @Override
  public void close() {
    publishers.forEach(publisher -> loop.await(publisher::stop));
    loop.close();
    redis.close();
  }
}
