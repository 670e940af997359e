package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.CacheSettings;
import io.scangate.cache.CodeCache;
import io.scangate.cache.FeedReader;
import io.scangate.cache.ListWriter;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisCredentials;
import io.scangate.cache.link.RedisLink;
import io.scangate.command.code.BriefLink;
import io.scangate.credential.Algorithm;
import io.scangate.credential.Claims;
import io.scangate.credential.CodeReader;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.DynamicIssuer;
import io.scangate.credential.Epoch;
import io.scangate.credential.Fault;
import io.scangate.credential.KeyRing;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.Reading;
import io.scangate.credential.StaticIssuer;
import io.scangate.embedded.Await;
import io.scangate.embedded.EmbeddedRedis;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisUser;
import io.scangate.gateway.Lists;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.ops.CacheMeters;
import io.scangate.ops.MicrometerCacheMeters;
import io.scangate.ops.MicrometerLinkMeters;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.GatewayKeys;
import io.scangate.serve.KeyFiles;
import io.scangate.serve.ListFollower;
import io.scangate.serve.ListPublisher;
import io.scangate.verdict.AdmissionRules;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A door that follows the lists, while the operator withdraws keys by the command. */
class KeyWithdrawalIT {
  private static final long PERSON = 0x0123456789abcdefL;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * The instant that codes are issued and read at; the command goes by the real clock. Keys of past
   * epochs are held for one more, so that the end of an epoch in between does no harm.
   */
  private final Instant now = Instant.now();

  private final CryptoSuite crypto = CryptoSuite.choose();
  @TempDir private Path directory;
  @AutoClose private EmbeddedRedis redis;
  @AutoClose private Loop loop;
  private RedisLink link;
  private FeedReader feed;
  private ListFollower follower;
  private CodeReader door;
  private Path file;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    redis = EmbeddedRedis.start(directory.resolve("redis"), 0, line -> {});
    Division city = new Division("4403");
    KeyFiles.write(
        directory,
        EngineKeys.generate(city, Algorithm.EDDSA, now.minusSeconds(60), Duration.ofDays(30)));
    file = directory.resolve(KeyFiles.ENGINE);
    GatewayKeys keys = KeyFiles.readGateway(directory.resolve(KeyFiles.GATEWAY));
    KeyRing empty = KeyRing.of(city, Duration.ofSeconds(30));
    follower = new ListFollower(keys, crypto, empty, new Lists(rules(), System::nanoTime));
    door = new CodeReader(follower::ring, crypto, 16);
    loop = new Loop();
    follow();
    renew();
    Await.until(
        "the door has keys",
        () -> !ring().epochs().isEmpty() && !ring().trust().keys().isEmpty() && hasYears());
  }

  @AfterEach
  void stop() {
    loop.run(feed::stop);
    var _ = loop.await(link::close);
  }

  private void follow() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    CacheMeters meters = new MicrometerCacheMeters(registry);
    CacheSettings settings = CacheSettings.DEFAULT.inPartitions(1);
    Ticker ticker = Ticker.systemTicker();
    CodeCache cache = new CodeCache(settings, ticker, meters);
    link =
        loop.call(
            () ->
                RedisLink.open(
                    loop.vertx(),
                    as(redis.users().gateway()),
                    new MicrometerLinkMeters(registry, "door")));
    feed =
        loop.call(
            () ->
                new FeedReader(
                    loop.vertx(), cache, link, settings, ticker, InstantSource.system(), meters));
    loop.run(
        () -> {
          feed.start();
          follower.follow(feed.lists());
        });
  }

  /** What a running engine does each hour. */
  private void renew() throws InterruptedException {
    BriefLink.use(
        as(redis.users().engine()),
        PATIENCE,
        opened ->
            new ListPublisher(
                    () -> KeyFiles.readEngine(file),
                    crypto,
                    new ListWriter(opened, Duration.ofSeconds(2)),
                    InstantSource.system(),
                    new SecureRandom())
                .publishKeys());
  }

  private LinkSettings as(RedisUser user) {
    return LinkSettings.of(RedisAddress.parse(redis.url()))
        .as(new RedisCredentials(user.name(), user.password()));
  }

  private KeyRing ring() {
    return follower.ring();
  }

  private boolean hasYears() {
    return read(staticCode()) instanceof Claims;
  }

  private byte[] dynamicCode() {
    KeyRing ring = KeyFiles.readEngine(file).ring(now, Duration.ZERO);
    return new DynamicIssuer(() -> ring, new SecureRandom())
        .issue(PERSON, Colour.GREEN, now.getEpochSecond())
        .orElseThrow();
  }

  private byte[] staticCode() {
    return staticCode(now);
  }

  private byte[] staticCode(Instant at) {
    EngineKeys keys = KeyFiles.readEngine(file);
    long iat = at.getEpochSecond();
    return new StaticIssuer(
            keys.signing(KeyUse.STATIC, at).orElseThrow(),
            keys.master(),
            crypto,
            new SecureRandom())
        .issue(PERSON, Colour.GREEN, Kind.PAPER, iat, iat + 3_600);
  }

  /** The reading of one door all the time, with what it remembers. */
  private Reading read(byte[] code) {
    return door.read(code, 0, code.length, now.getEpochSecond());
  }

  private static boolean isRefused(Reading reading, Fault fault) {
    return reading instanceof Reading.Rejected rejected && rejected.fault() == fault;
  }

  @Test
  void aWithdrawnEpochEndsAtTheDoorAndGoesOnUnderNewKeys() throws InterruptedException {
    byte[] before = dynamicCode();
    byte[] paper = staticCode();
    assertThat(read(before)).isInstanceOf(Claims.class);
    Run run = withdraw(redis.url(), "--epoch", epoch());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("revision 1", "Phones fetch anew");
    Await.until("it ends", () -> isRefused(read(before), Fault.BAD_SIGNATURE));
    assertThat(read(dynamicCode())).isInstanceOf(Claims.class);
    assertThat(read(paper)).isInstanceOf(Claims.class);
  }

  @Test
  void aWithdrawnStaticKeyEndsAtTheDoorAndStaysAwayWhenKeysAreRenewed()
      throws InterruptedException {
    byte[] before = staticCode();
    byte[] phone = dynamicCode();
    assertThat(read(before)).isInstanceOf(Claims.class);
    String kid =
        KeyFiles.readEngine(file).signing(KeyUse.STATIC, now).orElseThrow().trusted().kidText();
    Run run = withdraw(redis.url(), "--kid", kid);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains(kid, "issued anew");
    Await.until("it ends", () -> isRefused(read(before), Fault.UNKNOWN_KEY));
    long held = ring().trust().nextUpdate();
    byte[] anew = staticCode(Instant.now());
    Await.until("the clocks agree", () -> isGenuineNow(anew));
    assertThat(read(phone)).isInstanceOf(Claims.class);
    Await.until(
        "the keys are renewed",
        () -> {
          renew();
          return ring().trust().nextUpdate() > held;
        });
    assertThat(isRefused(read(before), Fault.UNKNOWN_KEY)).isTrue();
  }

  private boolean isGenuineNow(byte[] code) {
    return door.read(code, 0, code.length, Instant.now().getEpochSecond()) instanceof Claims;
  }

  @Test
  void withoutRedisTheFileHasItAndTheSecondRunPublishes() throws InterruptedException {
    byte[] before = dynamicCode();
    Run away = withdraw("redis://127.0.0.1:" + FreePorts.next(), "--epoch", epoch());
    assertThat(away.code()).isEqualTo(1);
    assertThat(away.err()).contains("cannot be reached", "run the command again");
    assertThat(KeyFiles.readEngine(file).withdrawals().revisions()).hasSize(1);
    assertThat(read(before)).isInstanceOf(Claims.class);
    assertThat(withdraw(redis.url(), "--epoch", epoch()).code()).isZero();
    Await.until("it ends", () -> isRefused(read(before), Fault.BAD_SIGNATURE));
    assertThat(read(dynamicCode())).isInstanceOf(Claims.class);
  }

  /** The epoch of the codes, by its number: the current one may be the next by now. */
  private String epoch() {
    return Integer.toString(Epoch.of(now.getEpochSecond()));
  }

  private Run withdraw(String url, String which, String key) {
    Path password = directory.resolve("redis").resolve("engine.password");
    return Run.of(
        "code",
        "keys",
        "withdraw",
        "--keys",
        file.toString(),
        which,
        key,
        "--redis",
        url,
        "--user",
        "engine",
        "--password-file",
        password.toString());
  }

  private static AdmissionRules rules() {
    return AdmissionRules.read(Path.of("config/admission.yaml"));
  }
}
