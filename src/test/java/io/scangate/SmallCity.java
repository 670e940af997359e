package io.scangate;

import io.scangate.cache.ChangeLog;
import io.scangate.cache.CodeChange;
import io.scangate.cache.ListWriter;
import io.scangate.cache.Publisher;
import io.scangate.cache.SilentPublishMeters;
import io.scangate.cache.WriterSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.Algorithm;
import io.scangate.credential.Claims;
import io.scangate.credential.CodeReader;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.Reading;
import io.scangate.credential.Serial;
import io.scangate.credential.SigningKey;
import io.scangate.credential.StaticIssuer;
import io.scangate.credential.Validity;
import io.scangate.credential.WithdrawnCodes;
import io.scangate.embedded.Await;
import io.scangate.embedded.EmbeddedRedis;
import io.scangate.embedded.EngineLink;
import io.scangate.embedded.FaultyProxy;
import io.scangate.embedded.Loop;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import io.scangate.serve.ListName;
import io.scangate.serve.ListPublisher;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.KeyHash;
import io.scangate.verdict.Orders;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A city of a few people on a real Redis, where the test plays the engine: it publishes lists and
 * codes, and may stop. Gateways reach Redis through a network that can fail. Confined to the test's
 * thread.
 */
final class SmallCity implements AutoCloseable {
  static final int PARTITIONS = 2;
  private static final Division CITY = new Division("4403");
  private static final Duration LIST_DEADLINE = Duration.ofSeconds(5);
  private static final Duration BACK = Duration.ofHours(1);

  final EmbeddedRedis redis;
  final FaultyProxy network;
  final Path folder;
  private final int incarnation;
  private final CryptoSuite crypto = CryptoSuite.choose();
  private final SecureRandom random = new SecureRandom();
  private final SigningKey neighbour;
  private final Loop loop = new Loop();
  private final RedisLink link;
  private final ListPublisher lists;
  private final List<ChangeLog> logs = new ArrayList<>();
  private final Publisher[] publishers = new Publisher[PARTITIONS];
  private final Map<Long, Long> versions = new HashMap<>();

  /** Starts a city of no people, with keys of its own. */
  static SmallCity start(Path folder) throws IOException {
    KeyFiles.write(
        folder,
        EngineKeys.generate(CITY, Algorithm.EDDSA, Instant.now().minus(BACK), Duration.ofDays(30)));
    return new SmallCity(folder, 0);
  }

  /** Starts it again on what its folder holds, as an engine that counts anew. */
  static SmallCity again(Path folder) throws IOException {
    return new SmallCity(folder, 1);
  }

  private SmallCity(Path folder, int incarnation) throws IOException {
    this.folder = folder;
    this.incarnation = incarnation;
    redis = EmbeddedRedis.start(folder.resolve("redis"), 0, line -> {});
    network = FaultyProxy.before(redis.port());
    long now = Instant.now().getEpochSecond();
    neighbour =
        SigningKey.generate(
            new Division("3101"),
            Algorithm.ES256,
            EnumSet.of(KeyUse.STATIC),
            new Validity(now - 2 * BACK.toSeconds(), now + BACK.toSeconds()));
    link = EngineLink.open(loop, redis);
    lists =
        new ListPublisher(
            this::keys,
            crypto,
            new ListWriter(link, LIST_DEADLINE),
            InstantSource.system(),
            random);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      logs.add(new ChangeLog(incarnation, 100_000));
    }
  }

  /** The keys of the city, and the one by which its neighbour's codes are trusted. */
  private EngineKeys keys() {
    EngineKeys own = KeyFiles.readEngine(engineKeys());
    return new EngineKeys(
        own.issuer(),
        own.master(),
        own.sealing(),
        Stream.concat(own.signing().stream(), Stream.of(neighbour)).toList(),
        own.withdrawals());
  }

  Path engineKeys() {
    return folder.resolve(KeyFiles.ENGINE);
  }

  /** Publishes all lists and begins to publish codes. */
  SmallCity publish(String... checkpoints) {
    publish(
        each ->
            each.publishKeys()
                .compose(
                    done -> each.publish(ListName.CHECKPOINTS, checkpoints(checkpoints).toBytes()))
                .compose(done -> each.publish(ListName.ORDERS, Orders.NONE.toBytes()))
                .compose(done -> each.publish(ListName.WITHDRAWN, WithdrawnCodes.NONE.write())));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      resume(partition);
    }
    return this;
  }

  /** Publishes a list. Redis may not be connected yet: then it is tried again. */
  void publish(Function<ListPublisher, Future<Void>> list) {
    Await.until(
        "the list is published",
        () -> {
          var _ = loop.await(() -> list.apply(lists));
          return true;
        });
  }

  /** By which others write lists, on {@link #loop}. */
  ListWriter listWriter() {
    return new ListWriter(link, LIST_DEADLINE);
  }

  /** The event loop on which this city writes to Redis. */
  io.scangate.engine.Loop loop() {
    return loop.call(
        () -> new io.scangate.engine.Loop(Objects.requireNonNull(Vertx.currentContext())));
  }

  /** Begins or goes on to publish a partition. */
  void resume(int partition) {
    loop.run(
        () -> {
          WriterSettings settings = WriterSettings.DEFAULT.inPartitions(PARTITIONS);
          publishers[partition] =
              new Publisher(
                  loop.vertx(),
                  link,
                  partition,
                  logs.get(partition),
                  settings,
                  new SilentPublishMeters());
          publishers[partition].start();
        });
  }

  /** The publisher of a partition falls behind: what is committed waits, and so do heartbeats. */
  void halt(int partition) {
    var _ = loop.await(publishers[partition]::stop);
  }

  /** Rebuilds a partition while changes go on. */
  Future<Void> rebuild(int partition) {
    return loop.begin(publishers[partition]::rebuild);
  }

  /** Commits the first or the next code of a person. */
  CodeStatus commit(long person, Colour colour) {
    long version = versions.merge(person, (long) incarnation << 56 | 1, (old, one) -> old + 1);
    CodeStatus status =
        new CodeStatus(person, version, colour, 1_700_000_000, 28_000_000, true, false);
    int partition = PersonRef.partition(person, PARTITIONS);
    var _ =
        logs.get(partition)
            .commit(
                new CodeChange.Stored(status),
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    Publisher publisher = publishers[partition];
    if (publisher != null) {
      loop.run(publisher::nudge);
    }
    return status;
  }

  /** A paper code, which may be scanned again and again. */
  String paper(long person, Colour colour) {
    return paper(
        KeyFiles.readEngine(engineKeys()).signing(KeyUse.STATIC, Instant.now()).get(),
        person,
        colour);
  }

  /** A paper code of the neighbouring city, whose key is trusted here. */
  String foreignPaper(Colour colour) {
    return paper(neighbour, 1, colour);
  }

  /** A paper code of a city that nobody here has heard of. */
  String strangePaper() {
    long now = Instant.now().getEpochSecond();
    SigningKey unknown =
        SigningKey.generate(
            new Division("9999"),
            Algorithm.EDDSA,
            EnumSet.of(KeyUse.STATIC),
            new Validity(now - BACK.toSeconds(), now + BACK.toSeconds()));
    return paper(unknown, 1, Colour.GREEN);
  }

  private String paper(SigningKey key, long person, Colour colour) {
    // Both clocks may be some seconds off; the code is good for all of them.
    long now = Instant.now().getEpochSecond() - 60;
    EngineKeys keys = KeyFiles.readEngine(engineKeys());
    return text(
        new StaticIssuer(key, keys.master(), crypto, random)
            .issue(person, colour, Kind.PAPER, now, now + BACK.toSeconds() / 2));
  }

  /** A phone's code, made now. */
  String phone(long person, Colour colour) {
    Instant now = Instant.now();
    KeyRing ring = KeyFiles.readEngine(engineKeys()).ring(now, Duration.ZERO);
    return text(
        new DynamicIssuer(() -> ring, random)
            .issue(person, colour, now.getEpochSecond())
            .orElseThrow());
  }

  /** The serial of a paper, by which it is withdrawn or recognized. */
  Serial serial(String paper) {
    Instant now = Instant.now();
    KeyRing ring = keys().ring(now, Duration.ofMinutes(5));
    byte[] text = paper.getBytes(StandardCharsets.US_ASCII);
    Reading reading =
        new CodeReader(() -> ring, crypto, 16).read(text, 0, text.length, now.getEpochSecond());
    if (reading instanceof Claims claims) {
      return new Serial(claims.serialHigh(), claims.serialLow());
    }
    throw new AssertionError(reading);
  }

  private static String text(byte[] code) {
    return new String(code, StandardCharsets.US_ASCII);
  }

  /** The device key of a checkpoint, made of its name. */
  static String deviceKey(String checkpoint) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(keyBytes(checkpoint));
  }

  private static byte[] keyBytes(String checkpoint) {
    byte[] key = new byte[KeyHash.KEY_BYTES];
    byte[] name = checkpoint.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(name, 0, key, 0, name.length);
    return key;
  }

  /** Venues, each a site of its own. */
  static CheckpointList checkpoints(String... names) {
    Map<KeyHash, Checkpoint> doors = new HashMap<>();
    for (String name : names) {
      doors.put(
          KeyHash.ofKey(keyBytes(name)),
          new Checkpoint(name, name, "venue", new Division("440305")));
    }
    return new CheckpointList(doors);
  }

  @Override
  public void close() {
    for (Publisher publisher : publishers) {
      if (publisher != null) {
        var _ = loop.await(publisher::stop);
      }
    }
    var _ = loop.await(link::close);
    loop.close();
    network.close();
    redis.close();
  }
}
