package io.scangate.gateway;

import static io.scangate.gateway.GatewayFixture.await;
import static io.scangate.gateway.GatewayFixture.until;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Standing;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A gateway whose monotonic clock runs a thousand times too fast, so that each scan seems to take
 * many milliseconds of its event loop.
 */
@Timeout(60)
class OverloadIT {
  private static final long BEGUN = System.nanoTime();
  private static final int FACTOR = 1_000;
  private static final int MANY = 200;
  private static final int SCANNERS = 50;
  private static final byte BUSY = 64;

  private GatewayFixture fixture;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    fixture =
        new GatewayFixture(
            shared ->
                new SharedParts(
                    shared.settings(),
                    shared.lists(),
                    shared.uses(),
                    shared.shows(),
                    shared.connections(),
                    shared.drain(),
                    shared.meters(),
                    shared.clock(),
                    () -> BEGUN + (System.nanoTime() - BEGUN) * FACTOR,
                    shared.certificate()));
    client = fixture.vertx.createHttpClient();
    for (int i = 0; i < 60; i++) {
      assertThat(scan(TestCity.GREEN).status()).isEqualTo(200);
    }
  }

  @AfterEach
  void stop() throws Exception {
    fixture.stop();
  }

  private GatewayFixture.Told scan(long person) throws Exception {
    return await(GatewayFixture.scan(client, fixture.gateway.port(), fixture.code(person)));
  }

  /** Holds the event loop while something is sent, so that all of it is there in one turn. */
  private void inOneTurn(Runnable sending) throws Exception {
    Future<GatewayFixture.Told> far =
        GatewayFixture.scan(client, fixture.gateway.port(), fixture.code(TestCity.FAR));
    until(() -> !fixture.city.fetches.isEmpty());
    TestCity.Fetch fetch = fixture.city.fetches.remove();
    CountDownLatch sent = new CountDownLatch(1);
    fetch
        .loop()
        .runOnContext(
            held -> {
              try {
                sent.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    sending.run();
    sent.countDown();
    fetch.complete(Standing.Unanswered.INSTANCE);
    assertThat(await(far).status()).isEqualTo(200);
  }

  @Test
  void scansThatTheLoopHasNoTimeForAreToldToComeAgainAndTheOthersAreServed() throws Exception {
    List<Socket> scanners = new ArrayList<>();
    try {
      for (int i = 0; i < SCANNERS; i++) {
        scanners.add(new Socket(InetAddress.getLoopbackAddress(), fixture.gateway.port()));
      }
      inOneTurn(() -> scanners.forEach(this::sendScan));
      StringBuilder answers = new StringBuilder();
      for (Socket scanner : scanners) {
        answers.append(new String(scanner.getInputStream().readAllBytes(), UTF_8));
      }
      int served = count("HTTP/1\\.1 200 ", answers);
      int shed = count("HTTP/1\\.1 503 ", answers);
      assertThat(served).isPositive();
      assertThat(shed).isPositive();
      assertThat(served + shed).isEqualTo(SCANNERS);
      assertThat(count("retry-after: [123]\r\n", answers)).isEqualTo(shed);
      assertThat(fixture.registry.scrape())
          .contains("scangate_shed_requests_total{reason=\"overload\"} " + shed);
    } finally {
      for (Socket scanner : scanners) {
        scanner.close();
      }
    }
    assertThat(scan(TestCity.GREEN).status()).isEqualTo(200);
  }

  @Test
  void messagesOfALineThatTheLoopHasNoTimeForAreToldSo() throws Exception {
    try (Turnstile line = Turnstile.open(fixture.gateway.port(), TestDoors.key("north"))) {
      inOneTurn(
          () -> {
            for (int i = 0; i < MANY; i++) {
              line.binary(i, fixture.code(TestCity.GREEN));
            }
          });
      int busy = 0;
      for (int i = 0; i < MANY; i++) {
        busy += line.next().payload().get(6) == BUSY ? 1 : 0;
      }
      assertThat(busy).isBetween(1, MANY - 1);
    }
  }

  private void sendScan(Socket socket) {
    String code = fixture.code(TestCity.GREEN);
    String request =
        "POST /v1/scans HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\n"
            + "Authorization: Bearer %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(TestDoors.key("north"), code.length(), code);
    try {
      socket.getOutputStream().write(request.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int count(String pattern, CharSequence text) {
    return (int) Pattern.compile(pattern).matcher(text).results().count();
  }
}
