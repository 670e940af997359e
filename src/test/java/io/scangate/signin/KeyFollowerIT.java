package io.scangate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.ops.SignInMeters.Refresh;
import io.scangate.ops.SignInMeters.Result;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys followed at a real server that behaves well and badly. */
class KeyFollowerIT {
  private static final Instant NOW = Instant.parse("2022-03-01T08:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Forge FIRST = Forge.p256("first");
  private static final Forge SECOND = Forge.ed25519("second");

  @TempDir Path directory;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final CountedSignIns meters = new CountedSignIns();
  private final List<KeyFollower> followers = new ArrayList<>();
  private KeyServer server;

  @BeforeEach
  void serve() {
    server = new KeyServer(vertx);
    server.answers(Forge.jwks(FIRST));
  }

  @AfterEach
  void stop() {
    followers.forEach(follower -> Loop.join(follower.close()));
    Loop.join(vertx.close());
  }

  private KeyFollower follow(KeySettings settings) {
    KeyFollower follower = new KeyFollower(vertx, settings, Optional.empty(), now::get, meters);
    followers.add(follower);
    Loop.join(follower.start());
    return follower;
  }

  private KeySettings settings(Duration refresh) {
    return KeySettings.of(new KeyLocation.AtAddress(server.uri()))
        .every(refresh, SOON, Duration.ofSeconds(10));
  }

  private Verifier verifier(KeySource source) {
    return new Verifier(
        TokenRules.of("https://id.example", "intake"), source, now::get, meters, 100);
  }

  private static String authorization(Forge forge) {
    return "Bearer "
        + forge.token(
            new JsonObject()
                .put("iss", "https://id.example")
                .put("sub", "s")
                .put("aud", "intake")
                .put("exp", NOW.getEpochSecond() + 600));
  }

  private static boolean isGenuine(Caller caller) {
    return caller instanceof Caller.Genuine;
  }

  @Test
  void keysAreHeldAfterTheStart() {
    KeyFollower follower = follow(settings(HOUR));
    assertThat(isGenuine(verifier(follower).check(authorization(FIRST)))).isTrue();
    assertThat(meters.held()).isEqualTo(1);
    now.set(NOW.plusSeconds(7));
    assertThat(meters.age()).isEqualTo(7);
  }

  @Test
  void keysThatChangeAreFollowed() {
    KeyFollower follower = follow(settings(SOON));
    server.answers(Forge.jwks(SECOND));
    Await.until(
        "the second key is held", () -> isGenuine(verifier(follower).check(authorization(SECOND))));
    assertThat(isGenuine(verifier(follower).check(authorization(FIRST)))).isFalse();
  }

  @Test
  void theSnapshotStaysWhileTheKeysDo() {
    KeyFollower follower = follow(settings(SOON));
    Optional<KeySet> before = follower.current();
    Await.until("they were read again", () -> meters.count(Refresh.UNCHANGED) > 2);
    assertThat(follower.current().orElseThrow()).isSameAs(before.orElseThrow());
  }

  @Test
  void anUnknownKeyIsAskedForOnceInAWhile() {
    KeyFollower follower = follow(settings(HOUR));
    Verifier verifier = verifier(follower);
    server.answers(Forge.jwks(FIRST, SECOND));
    assertThat(isGenuine(Loop.join(verifier.checkAsking(authorization(SECOND))))).isTrue();
    assertThat(server.asked()).isEqualTo(2);

    String stranger = authorization(Forge.p256("stranger"));
    for (int i = 0; i < 50; i++) {
      assertThat(isGenuine(Loop.join(verifier.checkAsking(stranger)))).isFalse();
    }
    assertThat(server.asked()).isEqualTo(2);

    now.set(NOW.plusSeconds(10));
    assertThat(isGenuine(Loop.join(verifier.checkAsking(stranger)))).isFalse();
    assertThat(server.asked()).isEqualTo(3);
    assertThat(meters.count(Result.UNKNOWN_KEY)).isEqualTo(51);
  }

  @Test
  void manyThatWaitForOneReadingCauseOne() {
    KeyFollower follower = follow(settings(HOUR));
    List<HttpServerRequest> held = new ArrayList<>();
    server.answers(held::add);
    Verifier verifier = verifier(follower);
    List<io.vertx.core.Future<Caller>> callers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      callers.add(verifier.checkAsking(authorization(SECOND)));
    }
    Await.until("the server was asked", () -> server.asked() == 2);
    vertx.runOnContext(
        later -> {
          for (HttpServerRequest request : held) {
            var _ = request.response().end(Forge.jwks(SECOND));
          }
        });
    callers.forEach(caller -> assertThat(isGenuine(Loop.join(caller))).isTrue());
    assertThat(server.asked()).isEqualTo(2);
  }

  @Test
  void whoAsksIsToldOnTheirOwnLoop() {
    KeyFollower follower = follow(settings(HOUR));
    Context mine = vertx.getOrCreateContext();
    AtomicReference<@Nullable Context> told = new AtomicReference<>(null);
    mine.runOnContext(
        start ->
            verifier(follower)
                .checkAsking(authorization(SECOND))
                .onComplete(done -> told.set(Vertx.currentContext())));
    Await.until("the answer came", () -> told.get() != null);
    assertThat(told.get()).isSameAs(mine);
  }

  private void keepsTheLastGoodOnes(Consumer<HttpServerRequest> bad, Refresh outcome) {
    KeyFollower follower = follow(settings(SOON).waiting(Duration.ofMillis(300)));
    Verifier verifier = verifier(follower);
    server.answers(bad);
    Await.until("it failed twice", () -> meters.count(outcome) > 1);
    assertThat(isGenuine(verifier.check(authorization(FIRST)))).isTrue();
    now.set(NOW.plusSeconds(100));
    assertThat(meters.age()).isEqualTo(100);

    server.answers(Forge.jwks(FIRST, SECOND));
    Await.until("it recovered", () -> isGenuine(verifier.check(authorization(SECOND))));
    assertThat(meters.age()).isZero();
  }

  @Test
  void garbageLeavesTheLastGoodKeys() {
    keepsTheLastGoodOnes(
        request -> request.response().end("<html>maintenance</html>"), Refresh.UNREADABLE);
  }

  @Test
  void anEmptySetLeavesTheLastGoodKeys() {
    keepsTheLastGoodOnes(request -> request.response().end("{\"keys\":[]}"), Refresh.UNREADABLE);
  }

  @Test
  void anErrorLeavesTheLastGoodKeys() {
    keepsTheLastGoodOnes(request -> KeyServer.status(request, 500), Refresh.UNREACHABLE);
  }

  @Test
  void aClosedConnectionLeavesTheLastGoodKeys() {
    keepsTheLastGoodOnes(
        request -> {
          var _ = request.connection().close();
        },
        Refresh.UNREACHABLE);
  }

  @Test
  void anAnswerThatNeverEndsLeavesTheLastGoodKeys() {
    keepsTheLastGoodOnes(
        request -> {
          var _ = request.response().setChunked(true).write("{\"keys\":");
        },
        Refresh.UNREACHABLE);
  }

  @Test
  void anEndlessDocumentIsCutOff() {
    String block = " ".repeat(64 * 1024);
    keepsTheLastGoodOnes(
        request -> {
          var response = request.response().setChunked(true);
          for (int i = 0; i < 8; i++) {
            var _ = response.write(block);
          }
        },
        Refresh.TOO_LARGE);
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (KeyServer other = new KeyServer(vertx)) {
      other.answers(Forge.jwks(SECOND));
      keepsTheLastGoodOnes(
          request -> {
            request.response().putHeader("location", other.uri().toString());
            KeyServer.status(request, 302);
          },
          Refresh.UNREACHABLE);
      assertThat(other.asked()).isZero();
    }
  }

  @Test
  void aServerThatComesLateIsFound() {
    int port = server.port();
    server.close();
    KeyFollower follower = follow(settings(HOUR).every(Duration.ofMillis(200), SOON, HOUR));
    Verifier verifier = verifier(follower);
    assertThat(verifier.check(authorization(FIRST))).isEqualTo(new Caller.Refused(Fault.NO_KEYS));
    assertThat(meters.held()).isZero();
    try (KeyServer late = new KeyServer(vertx, port, Optional.empty())) {
      late.answers(Forge.jwks(FIRST));
      Await.until("its keys are held", () -> isGenuine(verifier.check(authorization(FIRST))));
    }
  }

  @Test
  void aClosedFollowerReadsNoMore() {
    KeyFollower follower = follow(settings(SOON));
    Loop.join(follower.close());
    int asked = server.asked();
    Loop.join(follower.readAgain());
    assertThat(server.asked()).isBetween(asked, asked + 1);
    assertThat(isGenuine(verifier(follower).check(authorization(FIRST)))).isTrue();
  }

  @Test
  void aFileIsFollowedToo() throws IOException {
    Path file = directory.resolve("jwks.json");
    Files.writeString(file, Forge.jwks(FIRST));
    KeyFollower follower =
        follow(KeySettings.of(KeyLocation.of(file.toString())).every(SOON, SOON, SOON));
    Verifier verifier = verifier(follower);
    assertThat(isGenuine(verifier.check(authorization(FIRST)))).isTrue();

    Files.writeString(file, " ".repeat(KeyDocuments.MOST_BYTES + 1));
    Await.until("it is too large", () -> meters.count(Refresh.TOO_LARGE) > 0);
    Files.delete(file);
    Await.until("it is gone", () -> meters.count(Refresh.UNREACHABLE) > 0);
    assertThat(isGenuine(verifier.check(authorization(FIRST)))).isTrue();

    Files.writeString(file, Forge.jwks(SECOND));
    Await.until("it changed", () -> isGenuine(verifier.check(authorization(SECOND))));
  }

  @Test
  void aCertificateIsHeldToTheTrust() {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    try (KeyServer tls = new KeyServer(vertx, 0, Optional.of(certificate))) {
      tls.answers(Forge.jwks(FIRST));
      KeySettings untrusting =
          KeySettings.of(new KeyLocation.AtAddress(tls.uri())).every(HOUR, HOUR, HOUR);
      assertThat(follow(untrusting).current()).isEmpty();
      assertThat(tls.asked()).isZero();

      KeySettings trusting =
          new KeySettings(
              untrusting.location(),
              Optional.of(Path.of(certificate.certificatePath())),
              HOUR,
              HOUR,
              HOUR,
              Duration.ofSeconds(10));
      assertThat(follow(trusting).current()).isPresent();

      URI byNumber = URI.create("https://127.0.0.1:" + tls.port() + "/jwks.json");
      KeySettings otherName =
          new KeySettings(
              new KeyLocation.AtAddress(byNumber),
              trusting.trust(),
              HOUR,
              HOUR,
              HOUR,
              Duration.ofSeconds(10));
      assertThat(follow(otherName).current()).isEmpty();
    } finally {
      certificate.delete();
    }
  }
}
