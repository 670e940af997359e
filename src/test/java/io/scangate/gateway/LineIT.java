package io.scangate.gateway;

import static io.scangate.gateway.GatewayFixture.await;
import static io.scangate.gateway.GatewayFixture.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.KeyHash;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turnstile lines on a real socket: many scans in flight, bad messages, slow peers, the end. */
@Timeout(120)
class LineIT {
  private static final int MOST_WAITING = 1_100;
  private static final GatewaySettings SETTINGS =
      new GatewaySettings(
          "127.0.0.1",
          0,
          Duration.ofSeconds(2),
          64,
          MOST_WAITING,
          1 << 14,
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10));
  private static final int ADMIT = 1;
  private static final int REFUSE = 3;
  private static final int NOT_JUDGED = 0;

  private GatewayFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new GatewayFixture(SETTINGS);
  }

  @AfterEach
  void stop() throws Exception {
    fixture.stop();
  }

  private Turnstile turnstile(String checkpoint) throws Exception {
    return Turnstile.open(fixture.gateway.port(), TestDoors.key(checkpoint));
  }

  private static ByteBuffer answer(Turnstile line) throws Exception {
    Turnstile.Message message = line.next();
    assertThat(message.kind()).isEqualTo(Turnstile.BINARY);
    assertThat(message.payload().remaining()).isEqualTo(24);
    return message.payload();
  }

  private static JsonObject json(Turnstile line) throws Exception {
    Turnstile.Message message = line.next();
    assertThat(message.kind()).isEqualTo(Turnstile.TEXT);
    return new JsonObject(UTF_8.decode(message.payload()).toString());
  }

  @Test
  void aTextMessageIsACodeAndItsAnswerIsCountedFromOne() throws Exception {
    try (Turnstile line = turnstile("north")) {
      line.text(fixture.code(TestCity.GREEN) + "\r\n");
      JsonObject first = json(line);
      assertThat(first.getInteger("seq")).isEqualTo(1);
      assertThat(first.getString("verdict")).isEqualTo("ADMIT");
      assertThat(first.getString("scanId")).matches("[0-9a-f]{32}");
      assertThat(first.getString("advice")).isEqualTo("请通行。");
      line.text(fixture.code(TestCity.RED));
      JsonObject second = json(line);
      assertThat(second.getInteger("seq")).isEqualTo(2);
      assertThat(second.getString("reason")).isEqualTo("red");
    }
  }

  @Test
  void theAdviceIsInTheLanguageOfTheHandshake() throws Exception {
    try (Turnstile line =
        Turnstile.open(fixture.gateway.port(), TestDoors.key("north"), "Accept-Language: en")) {
      line.text(fixture.code(TestCity.GREEN));
      assertThat(json(line).getString("advice")).isEqualTo("Please come in.");
    }
  }

  @Test
  void aBinaryMessageIsAnsweredByNumberWithAByteForEachWord() throws Exception {
    try (Turnstile line = turnstile("north")) {
      line.binary(0xfedcba98, fixture.code(TestCity.GREEN));
      ByteBuffer green = answer(line);
      assertThat(green.getInt()).isEqualTo(0xfedcba98);
      assertThat(green.getInt()).isEqualTo(ADMIT << 24 | 1 << 16 | 1 << 8 | 1);
      assertThat(fixture.city.records)
          .containsExactly(new ScanId(green.getLong(), green.getLong()));
      line.binary(7, "hello");
      ByteBuffer rubbish = answer(line);
      assertThat(rubbish.getInt()).isEqualTo(7);
      assertThat(rubbish.getInt()).isEqualTo(REFUSE << 24 | 255 << 16 | 16 << 8);
      assertThat(rubbish.getLong()).isNotZero();
    }
  }

  @Test
  void answersMayOvertakeAndEachBearsItsNumber() throws Exception {
    try (Turnstile line = turnstile("north")) {
      line.binary(1, fixture.code(TestCity.FAR));
      until(() -> fixture.city.fetches.size() == 1);
      line.binary(2, fixture.code(TestCity.GREEN));
      line.text(fixture.code(TestCity.GREEN));
      assertThat(answer(line).getInt()).isEqualTo(2);
      assertThat(json(line).getInteger("seq")).isEqualTo(1);
      fixture.answerFetches(TestCity.known(TestCity.FAR, Colour.YELLOW));
      ByteBuffer late = answer(line);
      assertThat(late.getInt()).isEqualTo(1);
      assertThat(late.get()).isEqualTo((byte) REFUSE);
      assertThat(late.get()).isEqualTo((byte) 2);
    }
  }

  @Test
  void tenThousandScansSentAtOnceAreAllAnsweredOnce() throws Exception {
    int scans = 10_000;
    try (Turnstile line = turnstile("north")) {
      String code = fixture.code(TestCity.GREEN);
      Thread sender = Thread.ofVirtual().start(() -> send(line, code, scans));
      Set<Integer> answered = new HashSet<>();
      for (int i = 0; i < scans; i++) {
        ByteBuffer answer = answer(line);
        assertThat(answered.add(answer.getInt())).isTrue();
        assertThat(answer.get()).isEqualTo((byte) ADMIT);
      }
      sender.join();
    }
  }

  private static void send(Turnstile line, String code, int scans) {
    for (int number = 1; number <= scans; number++) {
      line.binary(number, code);
    }
  }

  @Test
  void moreThanMayBeInFlightAreNotReadUntilThereIsRoom() throws Exception {
    try (Turnstile line = turnstile("north")) {
      int scans = Line.MOST_IN_FLIGHT + 200;
      send(line, fixture.code(TestCity.FAR), scans);
      until(() -> fixture.city.fetches.size() == Line.MOST_IN_FLIGHT);
      fixture.answerFetches(TestCity.known(TestCity.FAR, Colour.GREEN));
      until(() -> fixture.city.fetches.size() == 200);
      fixture.answerFetches(TestCity.known(TestCity.FAR, Colour.GREEN));
      Set<Integer> answered = new HashSet<>();
      while (answered.size() < scans) {
        answered.add(answer(line).getInt());
      }
      assertThat(fixture.registry.scrape()).contains("scangate_waiting_scans 0.0");
    }
  }

  @Test
  void aScanThatIsShedIsToldSo() throws Exception {
    try (Turnstile first = turnstile("north");
        Turnstile second = turnstile("south")) {
      send(first, fixture.code(TestCity.FAR), Line.MOST_IN_FLIGHT);
      until(() -> fixture.city.fetches.size() == Line.MOST_IN_FLIGHT);
      int room = MOST_WAITING - Line.MOST_IN_FLIGHT;
      send(second, fixture.code(TestCity.FAR), room);
      second.binary(1_000_001, fixture.code(TestCity.FAR));
      ByteBuffer shed = answer(second);
      assertThat(shed.getInt()).isEqualTo(1_000_001);
      assertThat(shed.getInt()).isEqualTo(NOT_JUDGED << 24 | 255 << 16 | 64 << 8);
      assertThat(shed.getLong()).isZero();
      second.text(fixture.code(TestCity.FAR));
      JsonObject told = json(second);
      assertThat(told.getInteger("seq")).isEqualTo(1);
      assertThat(told.getJsonObject("problem").getInteger("status")).isEqualTo(503);
      second.binary(3, fixture.code(TestCity.GREEN));
      assertThat(answer(second).get(4)).isEqualTo((byte) ADMIT);
      assertThat(fixture.registry.scrape())
          .contains("scangate_shed_requests_total{reason=\"waiting\"} 2.0");
    }
  }

  @Test
  void aDeviceOverItsRateIsToldAndTheLineStaysOpen() throws Exception {
    try (Turnstile line = turnstile("slow")) {
      line.binary(1, fixture.code(TestCity.GREEN));
      line.binary(2, fixture.code(TestCity.GREEN));
      assertThat(answer(line).get(4)).isEqualTo((byte) ADMIT);
      ByteBuffer over = answer(line);
      assertThat(over.getInt()).isEqualTo(2);
      assertThat(over.getInt()).isEqualTo(255 << 16 | 65 << 8);
      line.text(fixture.code(TestCity.GREEN));
      assertThat(json(line).getJsonObject("problem").getInteger("status")).isEqualTo(429);
    }
  }

  @Test
  void aTextTooLongIsMalformedAndAnEmptyOneIsToldSo() throws Exception {
    try (Turnstile line = turnstile("north")) {
      line.binary(1, "SG1:" + "0".repeat(509));
      ByteBuffer tooLong = answer(line);
      assertThat(tooLong.getInt()).isEqualTo(1);
      assertThat(tooLong.getInt()).isEqualTo(REFUSE << 24 | 255 << 16 | 17 << 8);
      line.binary(2, "x".repeat(4_096));
      assertThat(answer(line).get(4)).isEqualTo((byte) REFUSE);
      line.binary(3, "");
      ByteBuffer empty = answer(line);
      assertThat(empty.getInt()).isEqualTo(3);
      assertThat(empty.getInt()).isEqualTo(255 << 16 | 67 << 8);
      line.text("");
      assertThat(json(line).getJsonObject("problem").getString("type"))
          .isEqualTo("urn:scangate:problem:empty-body");
    }
  }

  @Test
  void garbageOfAnyKindIsRefusedAndTheLineGoesOn() throws Exception {
    Random random = new Random(1);
    try (Turnstile line = turnstile("north")) {
      for (int number = 1; number <= 500; number++) {
        byte[] garbage = new byte[4 + random.nextInt(1, 600)];
        random.nextBytes(garbage);
        ByteBuffer.wrap(garbage).putInt(number);
        line.frame(true, Turnstile.BINARY, garbage);
      }
      for (int number = 1; number <= 500; number++) {
        ByteBuffer answer = answer(line);
        assertThat(answer.getInt()).isEqualTo(number);
        assertThat(answer.get()).isEqualTo((byte) REFUSE);
      }
    }
  }

  @Test
  void aMessageWithoutRoomForItsNumberEndsTheLine() throws Exception {
    try (Turnstile line = turnstile("north")) {
      line.frame(true, Turnstile.BINARY, new byte[] {1, 2, 3});
      assertThat(line.closeCode()).isEqualTo(1_007);
    }
  }

  @Test
  void aMessageTooLargeEndsTheLine() throws Exception {
    try (Turnstile line = turnstile("north")) {
      line.binary(1, "x".repeat(4_097));
      assertThat(line.closeCode()).isEqualTo(1_009);
    }
    try (Turnstile line = turnstile("north")) {
      for (int part = 0; part < 3; part++) {
        line.frame(false, part == 0 ? Turnstile.TEXT : 0, new byte[2_000]);
      }
      assertThat(line.closeCode()).isEqualTo(1_009);
    }
    try (Turnstile line = turnstile("north")) {
      line.raw(new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4});
      assertThat(line.hasEnded()).isTrue();
    }
  }

  @Test
  void fragmentsOfOneByteMakeTheSameMessage() throws Exception {
    byte[] code = fixture.code(TestCity.GREEN).getBytes(UTF_8);
    try (Turnstile line = turnstile("north")) {
      for (int at = 0; at < code.length; at++) {
        int kind = at == 0 ? Turnstile.TEXT : Turnstile.CONTINUATION;
        line.frame(at == code.length - 1, kind, new byte[] {code[at]});
        if (at == code.length / 2) {
          line.ping("between");
        }
      }
      assertThat(line.next()).isEqualTo(new Turnstile.Message(Turnstile.PONG, "between"));
      assertThat(json(line).getString("verdict")).isEqualTo("ADMIT");
    }
  }

  @Test
  void halfAMessageThenSilenceEndsTheLine() throws Exception {
    try (Turnstile line = turnstile("north")) {
      line.frame(false, Turnstile.TEXT, "SG1:".getBytes(UTF_8));
      assertThat(line.closeCode()).isEqualTo(1_008);
    }
  }

  @Test
  void whatIsNoFrameEndsTheLine() throws Exception {
    try (Turnstile line = turnstile("north")) {
      line.raw(new byte[] {(byte) 0xf3, 0x01, 0x00});
      assertThat(line.hasEnded()).isTrue();
    }
    try (Turnstile line = turnstile("north")) {
      line.text(fixture.code(TestCity.GREEN));
      assertThat(json(line).getString("verdict")).isEqualTo("ADMIT");
    }
  }

  @Test
  void aPingIsAnsweredAndASilentPeerIsPingedThenClosed() throws Exception {
    try (Turnstile line = turnstile("north")) {
      line.ping("hello");
      assertThat(line.next()).isEqualTo(new Turnstile.Message(Turnstile.PONG, "hello"));
      assertThat(line.next().kind()).isEqualTo(Turnstile.PING);
      assertThat(line.closeCode()).isEqualTo(1_000);
      // The peer does not answer the close, as one that has lost its power: the connection ends.
      assertThat(line.hasEnded()).isTrue();
    }
    until(() -> fixture.registry.scrape().contains("scangate_connections 0.0"));
    assertThat(fixture.registry.scrape()).contains("scangate_lines 0.0");
  }

  @Test
  void aPeerThatAnswersPingsStays() throws Exception {
    try (Turnstile line = turnstile("north")) {
      for (int pings = 0; pings < 3; pings++) {
        Turnstile.Message message = line.next();
        assertThat(message.kind()).isEqualTo(Turnstile.PING);
        line.frame(true, Turnstile.PONG, message.payload().array());
      }
      line.binary(1, fixture.code(TestCity.GREEN));
      assertThat(answer(line).get(4)).isEqualTo((byte) ADMIT);
    }
  }

  @Test
  void aPeerThatNeverReadsIsClosedWhileOthersGoOn() throws Exception {
    try (Turnstile deaf = turnstile("north");
        Turnstile line = turnstile("south")) {
      String code = fixture.code(TestCity.GREEN);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      send(deaf, code, Integer.MAX_VALUE);
                    } catch (java.io.UncheckedIOException e) {
                      // The gateway has closed the connection, which is what is waited for.
                    }
                  });
      while (sender.isAlive()) {
        line.binary(1, code);
        assertThat(answer(line).get(4)).isEqualTo((byte) ADMIT);
      }
      until(() -> fixture.registry.scrape().contains("scangate_lines 1.0"));
    }
  }

  @Test
  void aWithdrawnKeyClosesItsLinesAtOnceAndNoOthers() throws Exception {
    try (Turnstile withdrawn = turnstile("north");
        Turnstile other = turnstile("south")) {
      withdrawn.binary(1, fixture.code(TestCity.GREEN));
      assertThat(answer(withdrawn).get(4)).isEqualTo((byte) ADMIT);
      Map<KeyHash, io.scangate.verdict.Checkpoint> left =
          new HashMap<>(TestDoors.checkpoints().devices());
      left.values().removeIf(checkpoint -> checkpoint.id().equals("north"));
      long before = System.nanoTime();
      fixture.shared.lists().takeOver(new CheckpointList(left));
      assertThat(withdrawn.closeCode()).isEqualTo(1_008);
      assertThat(System.nanoTime() - before).isLessThan(SETTINGS.bound().toNanos());
      other.binary(1, fixture.code(TestCity.GREEN));
      assertThat(answer(other).get(4)).isEqualTo((byte) ADMIT);
    }
  }

  @Test
  void onShutdownAThousandInFlightAreAnsweredAndThePeerIsTold() throws Exception {
    try (Turnstile line = turnstile("north")) {
      int scans = 1_000;
      send(line, fixture.code(TestCity.FAR), scans);
      until(() -> fixture.city.fetches.size() == scans);
      Future<Void> undeployed = fixture.shutdown();
      ByteBuffer notice = answer(line);
      assertThat(notice.getInt()).isZero();
      assertThat(notice.getInt()).isEqualTo(255 << 16 | 68 << 8);
      line.binary(scans + 1, fixture.code(TestCity.GREEN));
      assertThat(answer(line).getInt()).isEqualTo(scans + 1);
      fixture.answerFetches(TestCity.known(TestCity.FAR, Colour.GREEN));
      Set<Integer> answered = new HashSet<>();
      for (int i = 0; i < scans; i++) {
        assertThat(answered.add(answer(line).getInt())).isTrue();
      }
      assertThat(line.closeCode()).isEqualTo(1_001);
      line.hangUp();
      await(undeployed);
    }
  }

  @Test
  void onShutdownABusyPeerIsToldByTheCloseWhatWasNotJudged() throws Exception {
    try (Turnstile line = turnstile("north")) {
      String code = fixture.code(TestCity.GREEN);
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      send(line, code, Integer.MAX_VALUE);
                    } catch (java.io.UncheckedIOException e) {
                      // The gateway has closed the connection, which is what is waited for.
                    }
                  });
      int next = 1;
      assertThat(answer(line).getInt()).isEqualTo(next++);
      Future<Void> undeployed = fixture.shutdown();
      boolean told = false;
      Turnstile.Message message = line.next();
      while (message.kind() == Turnstile.BINARY) {
        int number = message.payload().getInt();
        if (number == 0) {
          told = true;
        } else {
          assertThat(number).isEqualTo(next++);
        }
        message = line.next();
      }
      assertThat(told).isTrue();
      assertThat(message.kind()).isEqualTo(Turnstile.CLOSE);
      assertThat(message.payload().getShort()).isEqualTo((short) 1_001);
      line.hangUp();
      sender.join();
      await(undeployed);
    }
  }

  @Test
  void whoIsNotKnownOrOpensNoWebSocketIsRefused() throws Exception {
    assertThat(Turnstile.refusal(fixture.gateway.port(), TestDoors.key("nobody"), ""))
        .startsWith("HTTP/1.1 401 ")
        .contains("unknown-device");
    assertThat(Turnstile.refusal(fixture.gateway.port(), TestDoors.key("north"), "Upgrade: h2c"))
        .startsWith("HTTP/1.1 426 ")
        .contains("upgrade: websocket", "no-websocket");
  }
}
