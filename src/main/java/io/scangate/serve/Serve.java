package io.scangate.serve;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisCredentials;
import io.scangate.credential.Algorithm;
import io.scangate.credential.CryptoSuite;
import io.scangate.demo.CityLife;
import io.scangate.embedded.EmbeddedPostgres;
import io.scangate.embedded.EmbeddedRedis;
import io.scangate.embedded.RedisUser;
import io.scangate.engine.Engine;
import io.scangate.files.PrivateFiles;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ops.Check;
import io.scangate.ops.Health;
import io.scangate.ops.JvmMeters;
import io.scangate.ops.ManagementServer;
import io.scangate.qr.QrImage;
import io.scangate.verdict.AdmissionRules;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process that serves: puts its parts together, rung by rung, and tells when it is ready.
 * Confined to its thread.
 */
public final class Serve {
  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration KEY_LIFE = Duration.ofDays(730);
  private static final Duration LOOK = Duration.ofMillis(50);

  /**
   * Event loops beside those of the gateway: the feed, the publishing, the lists, the scan records.
   */
  private static final int OTHER_LOOPS = 4;

  private final Settings settings;
  private final Ladder ladder;
  private final PrintWriter out;
  private final InstantSource clock;

  /**
   * @param out where people look for what to do next
   * @param clock the wall clock of this host
   */
  public Serve(Settings settings, Ladder ladder, PrintWriter out, InstantSource clock) {
    this.settings = settings;
    this.ladder = ladder;
    this.out = out;
    this.clock = clock;
  }

  /** Starts everything that the role asks for. */
  public void start() throws Exception {
    ladder.step("data in " + settings.data().toAbsolutePath(), this::lockData, FileChannel::close);
    AdmissionRules rules = AdmissionRules.read(settings.admission());
    CryptoSuite crypto = CryptoSuite.choose();
    LOG.info("cryptography by {}: {}", crypto.name(), crypto.reason());
    Transport transport = Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;
    LOG.info("network transport: {}", transport.name());
    switch (settings.role()) {
      case ALL -> startAll(rules, crypto, transport);
      case GATEWAY -> startGateway(rules, crypto, transport);
      case ENGINE -> startEngine(crypto, transport);
    }
  }

  private void startGateway(AdmissionRules rules, CryptoSuite crypto, Transport transport)
      throws Exception {
    GatewayKeys keys = KeyFiles.readGateway(settings.gatewayKeys().orElseThrow());
    LinkSettings redis = settings.redis().link().orElseThrow();
    LinkSettings scans = settings.scanRedis().flatMap(RedisSettings::link).orElse(redis);
    Vertx vertx = vertx(transport);
    Door door = new Door(settings, vertx, transport, crypto, clock, keys, rules, redis, scans);
    door.climb(ladder);
    awaitReady(door);
    out.printf("Gateway on %s, management on http://%s%n", origin(), management());
    out.flush();
  }

  private void startEngine(CryptoSuite crypto, Transport transport) throws Exception {
    EngineSettings engine = settings.engine();
    Path keyFile = engine.keys().orElseThrow();
    checkIssuer(KeyFiles.readEngine(keyFile), keyFile);
    LinkSettings redis = settings.redis().link().orElseThrow();
    LedgerAccess access = engine.ledger().orElseThrow();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ladder.step("meters", () -> JvmMeters.in(registry), JvmMeters::close);
    Vertx vertx = vertx(transport);
    LedgerOpening.Opened opened =
        new LedgerOpening(settings, access, engine.pepper().orElseThrow(), clock)
            .climb(ladder, vertx);
    EngineRoom room = new EngineRoom(settings, vertx, clock, redis, registry, access, opened);
    Engine working = room.climb(ladder);
    new ListsRoom(vertx, clock, crypto, redis, registry)
        .climb(ladder, keyFile, opened.ledger(), room);
    EngineDesk.Opened desk =
        new EngineDesk(
                settings, vertx, clock, crypto, opened, working, registry, room::publishesLists)
            .climb(ladder, keyFile);
    Check running = new Check("process", () -> Check.when(true, ""));
    ladder.step(
        "management on " + management(),
        () ->
            Door.await(
                ManagementServer.listen(
                    vertx,
                    settings.management().host(),
                    settings.management().port(),
                    registry,
                    new Health(List.of(running), room.checks(), room.checks()))),
        server -> Door.await(server.close()));
    SourcesFile.write(settings.data().resolve("sources.json"), desk);
    out.printf("Engine on %s, management on http://%s%n", desk.url(), management());
    out.flush();
  }

  private void startAll(AdmissionRules rules, CryptoSuite crypto, Transport transport)
      throws Exception {
    EngineKeys keys = keys();
    DemoCity city = DemoCity.in(settings.data(), keys.issuer());
    EmbeddedRedis redis =
        ladder.step(
            "embedded Redis",
            () -> EmbeddedRedis.start(settings.data().resolve("redis"), 0, LOG::info),
            EmbeddedRedis::close);
    EmbeddedPostgres postgres =
        ladder.step(
            "embedded PostgreSQL",
            () -> EmbeddedPostgres.start(settings.data().resolve("postgres"), 0, LOG::info),
            EmbeddedPostgres::close);
    LedgerAccess access = LedgerAccess.of(postgres);
    Vertx vertx = vertx(transport);
    Door door =
        new Door(
            settings,
            vertx,
            transport,
            crypto,
            clock,
            keys.forGateways(),
            rules,
            link(redis, redis.users().gateway()),
            link(redis, redis.users().scanLog()));
    LedgerOpening.Opened opened =
        new LedgerOpening(settings, access, settings.data().resolve("keys/pepper"), clock)
            .climb(ladder, vertx);
    DemoLedger people = new DemoLedger(city, opened, access, clock);
    ladder.step("demo city of " + city.people().size() + " people", people::moveIn, done -> {});
    ladder.step("checkpoints of the demo city", people::openDoors, done -> {});
    LinkSettings writing = link(redis, redis.users().engine());
    EngineRoom room =
        new EngineRoom(settings, vertx, clock, writing, door.registry(), access, opened);
    Engine engine = room.climb(ladder);
    EngineDesk.Opened desk =
        new EngineDesk(
                settings,
                vertx,
                clock,
                crypto,
                opened,
                engine,
                door.registry(),
                room::publishesLists)
            .climb(ladder, engineKeys());
    new ListsRoom(vertx, clock, crypto, writing, door.registry())
        .climb(ladder, engineKeys(), opened.ledger(), room);
    door.climb(ladder);
    awaitReady(door);
    ladder.step(
        "life of the demo city",
        () ->
            new CityLife(
                engine, clock, new SecureRandom(), city.living(), settings.changesPerSecond()),
        CityLife::close);
    show(city, keys, crypto, people.colours(), desk);
  }

  /** A second process in the same folder would write over the first one's Redis and spool. */
  private FileChannel lockData() throws IOException {
    Path data = settings.data();
    if (!Files.isDirectory(data)) {
      PrivateFiles.directory(data);
    }
    FileChannel lock =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      throw new StartException(
          "another Scangate is running in "
              + data.toAbsolutePath()
              + "; stop it, or give this one another folder by the setting 'data'");
    }
    return lock;
  }

  private Path engineKeys() {
    return settings.data().resolve("keys").resolve(KeyFiles.ENGINE);
  }

  private EngineKeys keys() throws IOException {
    Path folder = settings.data().resolve("keys");
    if (!Files.exists(engineKeys())) {
      PrivateFiles.directory(folder);
      KeyFiles.write(
          folder, EngineKeys.generate(settings.city(), Algorithm.EDDSA, clock.instant(), KEY_LIFE));
    }
    EngineKeys keys = KeyFiles.readEngine(engineKeys());
    checkIssuer(keys, folder);
    return keys;
  }

  private void checkIssuer(EngineKeys keys, Path where) {
    if (!keys.issuer().equals(settings.city())) {
      throw new StartException(
          "the keys in "
              + where
              + " are those of the city "
              + keys.issuer().code()
              + ", the setting 'city' says "
              + settings.city().code());
    }
  }

  private Vertx vertx(Transport transport) throws Exception {
    return ladder.step(
        "event loops",
        () ->
            Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(settings.eventLoops() + OTHER_LOOPS))
                .withTransport(transport)
                .build(),
        vertx -> Door.await(vertx.close()));
  }

  private static LinkSettings link(EmbeddedRedis redis, RedisUser user) {
    return LinkSettings.of(RedisAddress.parse(redis.url()))
        .as(new RedisCredentials(user.name(), user.password()));
  }

  /** The demo city is shown when it is fresh: a Redis that kept the last city is ready before. */
  private void awaitReady(Door door) throws InterruptedException {
    long start = System.nanoTime();
    long told = start;
    while (!door.isReady() || (settings.role() == Role.ALL && !door.isFresh())) {
      long now = System.nanoTime();
      if (now - told > TimeUnit.SECONDS.toNanos(1)) {
        told = now;
        LOG.info("waiting for keys and codes from Redis");
      }
      if (settings.role() == Role.ALL && now - start > PATIENCE.toNanos()) {
        throw new StartException("the demo city was not published within " + PATIENCE);
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }

  private void show(
      DemoCity city,
      EngineKeys keys,
      CryptoSuite crypto,
      Map<PersonRef, Colour> colours,
      EngineDesk.Opened desk)
      throws IOException {
    var people = city.shown(keys, crypto, clock.instant(), colours);
    Path file = settings.data().resolve("demo.json");
    DemoFile.write(file, origin(), "http://" + management(), desk, city.doors(), people);
    DemoCity.Shown first = people.getFirst();
    out.println();
    out.println(QrImage.of(first.code()).terminal());
    out.printf(
        "The code of %s (%s), a resident of the demo city. Scan it:%n%n",
        first.name(), first.colour());
    out.printf(
        "curl -s %s/v1/scans -H 'Authorization: Bearer %s' -H 'Content-Type: text/plain'"
            + " --data-raw '%s'%n%n",
        origin(), city.doors().getFirst().key(), first.code());
    out.printf("Gateway     %s%n", origin());
    out.printf("Intake      %s/v1/facts%n", desk.url());
    out.printf("Management  http://%s/metrics%n", management());
    out.printf("People and doors in %s; Ctrl-C stops.%n", file);
    out.flush();
  }

  private String origin() {
    String scheme = settings.tls().isPresent() ? "https://" : "http://";
    return scheme + settings.gateway().host() + ":" + settings.gateway().port();
  }

  private String management() {
    return settings.management().host() + ":" + settings.management().port();
  }
}
