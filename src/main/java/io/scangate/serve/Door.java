package io.scangate.serve;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.cache.CodeCache;
import io.scangate.cache.FeedReader;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisLink;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyRing;
import io.scangate.credential.SealingKey;
import io.scangate.gateway.GatewayVerticle;
import io.scangate.gateway.Lists;
import io.scangate.gateway.ServerCertificate;
import io.scangate.gateway.SharedParts;
import io.scangate.gateway.scanlog.ScanLogSettings;
import io.scangate.ops.CacheMeters;
import io.scangate.ops.Check;
import io.scangate.ops.Health;
import io.scangate.ops.Installation;
import io.scangate.ops.Installation.Expiring;
import io.scangate.ops.JvmMeters;
import io.scangate.ops.LinkMeters;
import io.scangate.ops.ManagementServer;
import io.scangate.ops.MicrometerCacheMeters;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.ops.MicrometerScanLogMeters;
import io.scangate.ops.PrometheusScanMeters;
import io.scangate.verdict.AdmissionRules;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.transport.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.SecretKey;

/** The gateway of this process, put together: codes, lists, scanners, operators. Shared. */
final class Door {
  private static final long STOP_SECONDS = 30;
  private static final Duration CERTIFICATE_LOOK = Duration.ofSeconds(5);

  private final Settings settings;
  private final Vertx vertx;
  private final Transport transport;
  private final CryptoSuite crypto;
  private final SealingKey sealing;
  private final LinkSettings redis;
  private final LinkSettings scanRedis;
  private final InstantSource clock;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final CacheMeters cacheMeters = new MicrometerCacheMeters(registry);
  private final CodeCache cache;
  private final Lists lists;
  private final ListFollower follower;
  private final Optional<ServerCertificate> certificate;
  private final AtomicBoolean draining = new AtomicBoolean();

  /**
   * @param clock the wall clock, which codes are judged by and no age is
   * @param redis the codes, as a gateway may read them
   * @param scanRedis the scan records, as a gateway may append them
   */
  Door(
      Settings settings,
      Vertx vertx,
      Transport transport,
      CryptoSuite crypto,
      InstantSource clock,
      GatewayKeys keys,
      AdmissionRules rules,
      LinkSettings redis,
      LinkSettings scanRedis) {
    this.settings = settings;
    this.vertx = vertx;
    this.transport = transport;
    this.crypto = crypto;
    this.clock = clock;
    this.sealing = keys.sealing();
    this.redis = redis;
    this.scanRedis = scanRedis;
    this.cache = new CodeCache(settings.cache(), Ticker.systemTicker(), cacheMeters);
    this.lists = new Lists(rules, System::nanoTime);
    this.certificate = settings.tls().map(ServerCertificate::read);
    this.follower =
        new ListFollower(keys, crypto, KeyRing.of(keys.issuer(), settings.tolerance()), lists);
  }

  /** Starts it, rung by rung; it serves at once, and is ready when it has keys and codes. */
  void climb(Ladder ladder) throws Exception {
    ladder.step("meters", () -> JvmMeters.in(registry), JvmMeters::close);
    tellInstallation();
    ladder.step("feed", () -> await(vertx.deployVerticle(feed())), id -> await(vertx.undeploy(id)));
    ladder.step(
        "management on " + settings.management().host() + ":" + settings.management().port(),
        () ->
            await(
                ManagementServer.listen(
                    vertx,
                    settings.management().host(),
                    settings.management().port(),
                    registry,
                    health())),
        server -> await(server.close()));
    if (certificate.isPresent()) {
      ladder.step("certificate", () -> watch(certificate.get()), vertx::cancelTimer);
    }
    ladder.step(
        "gateway on " + settings.gateway().host() + ":" + settings.gateway().port(),
        this::deployLoops,
        id -> {
          draining.set(true);
          await(vertx.undeploy(id));
        });
  }

  /** Where the other parts of this process make their meters. */
  MeterRegistry registry() {
    return registry;
  }

  private LinkMeters linkMeters(String link) {
    return new MicrometerLinkMeters(registry, link);
  }

  /** Whether every code and key is held that a scan needs. */
  boolean isReady() {
    return cache.caughtUpOnce() && follower.hasKeys();
  }

  /** Whether every verdict would be live. */
  boolean isFresh() {
    return cache.isFresh(TimeUnit.NANOSECONDS.toMicros(settings.gateway().bound().toNanos()));
  }

  private FeedVerticle feed() {
    LinkMeters meters = linkMeters("feed");
    return new FeedVerticle(
        loop -> RedisLink.open(loop, redis, meters),
        (loop, link) ->
            new FeedReader(
                loop, cache, link, settings.cache(), Ticker.systemTicker(), clock, cacheMeters),
        follower::follow);
  }

  private String deployLoops() throws Exception {
    SharedParts clear =
        SharedParts.of(
            settings.gateway(),
            settings.tolerance(),
            lists,
            PrometheusScanMeters.in(registry),
            clock,
            System::nanoTime);
    SharedParts shared = certificate.map(clear::securedBy).orElse(clear);
    SecretKey spoolKey = SpoolKey.in(settings.data());
    DoorLoop.Opening opening =
        new DoorLoop.Opening(
            follower::ring,
            sealing,
            crypto,
            cache,
            settings.cache(),
            redis,
            scanRedis,
            ScanLogSettings.of(settings.cache().partitions(), spool()),
            spoolKey,
            settings.eventLoops(),
            new AtomicInteger(),
            cacheMeters,
            linkMeters("cache"),
            linkMeters("scan-log"),
            new MicrometerScanLogMeters(registry));
    return await(
        vertx.deployVerticle(
            () -> new GatewayVerticle(shared, opening),
            new DeploymentOptions().setInstances(settings.eventLoops())));
  }

  /** Reading files takes a while, which no event loop waits for. */
  private long watch(ServerCertificate shown) {
    return vertx.setPeriodic(
        CERTIFICATE_LOOK.toMillis(),
        tick -> {
          var _ =
              vertx.executeBlocking(
                  () -> {
                    shown.look();
                    return true;
                  });
        });
  }

  private Path spool() {
    return settings.data().resolve("spool");
  }

  private void tellInstallation() {
    Installation installation = new Installation(registry);
    installation.build(Version.text());
    installation.runsOn(crypto.name(), transport.name());
    installation.watchExpiry(
        Expiring.EPOCH_KEYS, () -> follower.ring().epochsHeldUntil(seconds()) - seconds());
    installation.watchExpiry(
        Expiring.TRUST_LIST, () -> follower.ring().trust().nextUpdate() - seconds());
    certificate.ifPresent(
        shown ->
            installation.watchExpiry(
                Expiring.SERVER_CERTIFICATE, () -> shown.expires().getEpochSecond() - seconds()));
    installation.watchExpiry(
        Expiring.TRUSTED_KEY,
        () ->
            follower.ring().trust().keys().stream()
                    .mapToLong(key -> key.validity().until())
                    .min()
                    .orElse(seconds())
                - seconds());
  }

  private long seconds() {
    return clock.instant().getEpochSecond();
  }

  private Health health() {
    Check serving = new Check("process", () -> Check.when(true, ""));
    Check hasKeys =
        new Check(
            "keys", () -> Check.when(follower.hasKeys(), "a signed list of keys is missing yet"));
    Check caughtUp =
        new Check(
            "caught-up",
            () -> Check.when(cache.caughtUpOnce(), "the feed was not read to its end yet"));
    Check notDraining =
        new Check("not-draining", () -> Check.when(!draining.get(), "shutting down"));
    Check fresh =
        new Check("fresh", () -> Check.when(isFresh(), "a partition is older than the bound"));
    return new Health(
        List.of(serving), List.of(hasKeys, caughtUp, notDraining), List.of(hasKeys, fresh));
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
  }
}
