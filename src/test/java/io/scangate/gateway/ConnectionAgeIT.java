package io.scangate.gateway;

import static io.scangate.gateway.GatewayFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that become old, so that scanners come to gateways that were started later. */
@Timeout(60)
class ConnectionAgeIT {
  private static final Duration AGE = Duration.ofSeconds(4);

  private GatewayFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new GatewayFixture(GatewayFixture.settings(AGE));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.stop();
  }

  private HttpClient client(HttpVersion version) {
    return fixture.vertx.createHttpClient(
        new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false),
        new PoolOptions().setHttp1MaxSize(1).setHttp2MaxSize(1));
  }

  private Future<HttpClientResponse> scan(HttpClient client, int port) {
    return GatewayFixture.scan(client, port)
        .compose(
            request ->
                // Within: a body that is asked for when it has passed is awaited in vain.
                request
                    .send(Buffer.buffer(fixture.code(TestCity.GREEN)))
                    .compose(response -> response.body().map(response)));
  }

  /** Every scan is answered, and once in the life of a connection an answer ends it. */
  @Test
  void anAnswerTellsWhenAConnectionHasBecomeOldAndTheNextScanComesOnAnotherOne() throws Exception {
    HttpClient client = client(HttpVersion.HTTP_1_1);
    List<Long> ends = new ArrayList<>();
    long begun = System.nanoTime();
    while (ends.size() < 2) {
      HttpClientResponse answer = await(scan(client, fixture.gateway.port()));
      assertThat(answer.statusCode()).isEqualTo(200);
      if (answer.headers().contains("Connection")) {
        assertThat(answer.getHeader("Connection")).isEqualTo("close");
        ends.add(System.nanoTime() - begun);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    // A second of the sweep may be nearly over when a connection is made.
    assertThat(ends.getFirst()).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(ends.getLast()).isGreaterThan(ends.getFirst() + TimeUnit.SECONDS.toNanos(1));
  }

  /** A peer that does not close is closed by the next sweep. */
  @Test
  void theGatewayClosesWhatThePeerLeavesOpen() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), fixture.gateway.port())) {
      socket.setSoTimeout(20_000);
      var in = socket.getInputStream();
      StringBuilder heard = new StringBuilder();
      byte[] piece = new byte[4_096];
      int length = 0;
      while (length >= 0 && !heard.toString().contains("connection: close")) {
        String code = fixture.code(TestCity.GREEN);
        socket
            .getOutputStream()
            .write(
                ("POST /v1/scans HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                        + "Authorization: Bearer "
                        + TestDoors.key("north")
                        + "\r\nContent-Length: "
                        + code.length()
                        + "\r\n\r\n"
                        + code)
                    .getBytes(StandardCharsets.ISO_8859_1));
        TimeUnit.MILLISECONDS.sleep(50);
        length = in.read(piece);
        heard.append(new String(piece, 0, Math.max(0, length), StandardCharsets.UTF_8));
      }
      assertThat(heard.toString()).contains("connection: close");
      int rest = in.read(piece);
      while (rest > 0) {
        rest = in.read(piece);
      }
      assertThat(rest).as("the end of the stream").isEqualTo(-1);
    }
  }

  /** Proxies hold few connections for many scanners, and end them as they like. */
  @Test
  void aConnectionOfHttp2IsLeftToItsProxy() throws Exception {
    HttpClient client = client(HttpVersion.HTTP_2);
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < AGE.toNanos() + TimeUnit.SECONDS.toNanos(2)) {
      HttpClientResponse answer = await(scan(client, fixture.gateway.http2Port()));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().contains("connection")).isFalse();
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }
}
