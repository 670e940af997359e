package io.scangate.cache;

import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.scangate.health.Standing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a city costs: bytes a code in Redis and on the heap of a gateway, and how long filling the
 * one and warming up the other take.
 *
 * @param redisBytes for a code, by Redis' own account
 * @param heapBytes for a code, after garbage collections
 * @param fill the time to build all partitions in an empty Redis
 * @param warmUp the time from the start of a gateway until it holds every code
 * @param answered scans that were answered meanwhile
 */
record Capacity(
    long codes,
    double redisBytes,
    double heapBytes,
    Duration fill,
    Duration warmUp,
    long answered) {

  /** Measures with that many codes and prints what it finds. */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createTempDirectory("scangate-capacity");
    System.out.println(measure(directory, Long.parseLong(args[0])));
  }

  static Capacity measure(Path directory, long codes) {
    try (RedisProcess redis =
        RedisProcess.start(directory, List.of("save \"\"", "hash-max-ziplist-entries 128"))) {
      long before = used(redis);
      long started = System.nanoTime();
      fill(redis, codes / SyntheticPartition.PARTITIONS);
      Duration fill = Duration.ofNanos(System.nanoTime() - started);
      long held = codes / SyntheticPartition.PARTITIONS * SyntheticPartition.PARTITIONS;
      double redisBytes = (double) (used(redis) - before) / held;
      return warmUp(redis, held, redisBytes, fill);
    }
  }

  private static Capacity warmUp(RedisProcess redis, long codes, double redisBytes, Duration fill) {
    try (TestGateway gateway =
        new TestGateway(redis.url(), CacheSettings.DEFAULT.holding(2L << 30))) {
      long before = heap();
      long started = System.nanoTime();
      var _ = gateway.start();
      long answered = 0;
      while (gateway.cache.codesHeld() < codes) {
        if (!(gateway.ask(answered) instanceof Standing.Unanswered)) {
          answered++;
        }
      }
      Duration warmUp = Duration.ofNanos(System.nanoTime() - started);
      return new Capacity(
          codes, redisBytes, (double) (heap() - before) / codes, fill, warmUp, answered);
    }
  }

  private static void fill(RedisProcess redis, long codesEach) {
    try (Loop loop = new Loop()) {
      RedisLink link =
          loop.call(
              () ->
                  RedisLink.open(
                      loop.vertx(),
                      LinkSettings.of(RedisAddress.parse(redis.url())),
                      new SilentLinkMeters()));
      List<Publisher> publishers = new ArrayList<>();
      for (int number = 0; number < SyntheticPartition.PARTITIONS; number++) {
        SyntheticPartition source = new SyntheticPartition(number, codesEach);
        publishers.add(
            loop.call(
                () ->
                    new Publisher(
                        loop.vertx(),
                        link,
                        source.number(),
                        source,
                        WriterSettings.DEFAULT,
                        new SilentPublishMeters())));
      }
      loop.run(() -> publishers.forEach(Publisher::start));
      Await.until(
          "every partition has its layout",
          Duration.ofMinutes(10),
          () ->
              IntStream.range(0, SyntheticPartition.PARTITIONS)
                  .allMatch(
                      it -> Long.valueOf(1).equals(redis.run("EXISTS", RedisKeys.layout(it)))));
      publishers.forEach(publisher -> loop.await(publisher::stop));
      var _ = loop.await(link::close);
    }
  }

  private static long used(RedisProcess redis) {
    return String.valueOf(redis.run("INFO", "memory"))
        .lines()
        .filter(line -> line.startsWith("used_memory_dataset:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  /** The heap in use once collections find nothing more. */
  private static long heap() {
    long last = Long.MAX_VALUE;
    while (true) {
      System.gc();
      long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      if (now >= last) {
        return last;
      }
      last = now;
    }
  }
}
