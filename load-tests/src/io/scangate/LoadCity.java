package io.scangate;

import io.scangate.cache.ChangeLog;
import io.scangate.cache.CodeChange;
import io.scangate.cache.ListWriter;
import io.scangate.cache.Publisher;
import io.scangate.cache.SilentPublishMeters;
import io.scangate.cache.WriterSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.Algorithm;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.WithdrawnCodes;
import io.scangate.embedded.Await;
import io.scangate.embedded.EmbeddedRedis;
import io.scangate.embedded.EngineLink;
import io.scangate.embedded.Loop;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import io.scangate.serve.ListName;
import io.scangate.serve.ListPublisher;
import io.scangate.verdict.Orders;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A city of so many people on a real Redis, in which the load test plays the engine: it publishes
 * codes and lists, lets colours turn, and takes the records of scans away as engines do. Gateways
 * of any number run on it as processes of their own. Confined to one thread.
 */
public final class LoadCity implements AutoCloseable {
  /** How many partitions it has. */
  public static final int PARTITIONS = 16;

  private static final Division DIVISION = new Division("4403");
  private static final Duration LIST_DEADLINE = Duration.ofSeconds(5);
  private static final int BLOCKS_LEFT = 100;
  private static final int YELLOW_IN_A_THOUSAND = 20;
  private static final int RED_IN_A_THOUSAND = 10;

  private final Path folder;
  private final Loop loop = new Loop();
  private final CryptoSuite crypto = CryptoSuite.choose();
  private final EngineKeys keys;
  private final List<ChangeLog> logs = new ArrayList<>();
  private final List<Publisher> publishers = new ArrayList<>();
  private final List<String> doors;
  private final long[] people;
  private final byte[] colours;
  private final int[] versions;
  private final RedisLink link;
  private final Thread lastResort = new Thread(this::endRedis);
  private EmbeddedRedis redis;

  /**
   * Founds one and publishes it.
   *
   * @param folder where keys, passwords and Redis are
   * @param seed everybody's reference and colour follow from it
   */
  public LoadCity(Path folder, int people, int doors, long seed) throws IOException {
    this.folder = folder;
    KeyFiles.write(
        folder,
        EngineKeys.generate(
            DIVISION,
            Algorithm.EDDSA,
            Instant.now().minus(Duration.ofHours(1)),
            Duration.ofDays(30)));
    keys = KeyFiles.readEngine(folder.resolve(KeyFiles.ENGINE));
    redis = EmbeddedRedis.start(folder.resolve("redis"), 0, line -> {});
    Runtime.getRuntime().addShutdownHook(lastResort);
    this.doors = IntStream.range(0, doors).mapToObj("door-%03d"::formatted).toList();
    this.people = new long[people];
    this.colours = new byte[people];
    this.versions = new int[people];
    SplittableRandom random = new SplittableRandom(seed);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      logs.add(new ChangeLog(0, Math.max(200_000, people / PARTITIONS * 3)));
    }
    for (int number = 0; number < people; number++) {
      this.people[number] = random.nextLong();
      int lot = random.nextInt(1_000);
      commit(
          number,
          lot < RED_IN_A_THOUSAND
              ? Colour.RED
              : lot < RED_IN_A_THOUSAND + YELLOW_IN_A_THOUSAND ? Colour.YELLOW : Colour.GREEN);
    }
    link = EngineLink.open(loop, redis);
    publishLists();
    publishCodes();
    loop.run(() -> loop.vertx().setPeriodic(1_000, tick -> takeRecords()));
  }

  private void publishLists() {
    ListPublisher lists =
        new ListPublisher(
            () -> keys,
            crypto,
            new ListWriter(link, LIST_DEADLINE),
            InstantSource.system(),
            new SecureRandom());
    publish(lists, ListPublisher::publishKeys);
    publish(
        lists,
        each ->
            each.publish(
                ListName.CHECKPOINTS,
                SmallCity.checkpoints(doors.toArray(String[]::new)).toBytes()));
    publish(lists, each -> each.publish(ListName.ORDERS, Orders.NONE.toBytes()));
    publish(lists, each -> each.publish(ListName.WITHDRAWN, WithdrawnCodes.NONE.write()));
  }

  /** Redis may not be connected yet: then it is tried again. */
  private void publish(ListPublisher lists, Function<ListPublisher, Future<Void>> list) {
    Await.until(
        "a list is published",
        () -> {
          var _ = loop.await(() -> list.apply(lists));
          return true;
        });
  }

  private void publishCodes() {
    loop.run(
        () -> {
          for (int partition = 0; partition < PARTITIONS; partition++) {
            Publisher publisher =
                new Publisher(
                    loop.vertx(),
                    link,
                    partition,
                    logs.get(partition),
                    WriterSettings.DEFAULT,
                    new SilentPublishMeters());
            publishers.add(publisher);
            publisher.start();
          }
        });
  }

  /** Engines store the records of scans and take them away; what is left is their tail. */
  private void takeRecords() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      String stream = "scans:{" + partition + "}";
      var _ =
          link.sendAll(
              stream,
              List.of(
                  Request.cmd(Command.XTRIM)
                      .arg(stream)
                      .arg("MAXLEN")
                      .arg("~")
                      .arg(Integer.toString(BLOCKS_LEFT))),
              LIST_DEADLINE);
    }
  }

  /** How many people live there. */
  public int people() {
    return people.length;
  }

  /** The reference of a person. */
  public long person(int number) {
    return people[number];
  }

  /** The colour of a person now. */
  public Colour colour(int number) {
    return Objects.requireNonNull(Colour.ofWire(colours[number]));
  }

  /** The device keys of all doors. */
  public List<String> deviceKeys() {
    return doors.stream().map(SmallCity::deviceKey).toList();
  }

  /** What makes what its people show. */
  public Mint mint() {
    return new Mint(keys, crypto);
  }

  /** Gives a person a colour; gateways hear of it by the feed. */
  public void commit(int number, Colour colour) {
    colours[number] = (byte) colour.wire();
    long now = Instant.now().getEpochSecond();
    CodeStatus status =
        new CodeStatus(people[number], ++versions[number], colour, now, now / 60, true, false);
    int partition = PersonRef.partition(people[number], PARTITIONS);
    var _ =
        logs.get(partition)
            .commit(
                new CodeChange.Stored(status),
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }

  /** Publishes at once what was committed, without waiting for the next round. */
  public void nudge() {
    loop.run(() -> publishers.forEach(Publisher::nudge));
  }

  /** The folder of keys and passwords. */
  public Path folder() {
    return folder;
  }

  /** Where Redis listens. */
  public int redisPort() {
    return redis.port();
  }

  /** The number of Redis' process. */
  public long redisPid() {
    return redis.pid();
  }

  /** Ends Redis with {@code kill -9}. */
  public void killRedis() {
    ProcessHandle.of(redis.pid())
        .ifPresent(
            process -> {
              process.destroyForcibly();
              var _ = process.onExit().join();
            });
  }

  /** Where the test is interrupted, nothing that it started is left. */
  private void endRedis() {
    ProcessHandle.of(redis.pid()).ifPresent(ProcessHandle::destroy);
  }

  /** Starts Redis again on what its disk holds. */
  public void startRedis() {
    redis = EmbeddedRedis.start(folder.resolve("redis"), redis.port(), line -> {});
  }

  @Override
  public void close() {
    publishers.forEach(publisher -> loop.await(publisher::stop));
    var _ = loop.await(link::close);
    loop.close();
    redis.close();
    try {
      var _ = Runtime.getRuntime().removeShutdownHook(lastResort);
    } catch (IllegalStateException e) {
      // The hooks are running.
    }
  }
}
