package io.scangate.gateway;

import static io.scangate.gateway.GatewayFixture.await;
import static io.scangate.gateway.GatewayFixture.scan;
import static io.scangate.gateway.GatewayFixture.told;
import static io.scangate.gateway.GatewayFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.gateway.GatewayFixture.Told;
import io.scangate.health.Colour;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/2 in clear text, on the port for proxies: many requests on one connection. */
@Timeout(120)
class Http2IT {
  private GatewayFixture fixture;
  private HttpClient client;
  private int port;

  @BeforeEach
  void start() throws Exception {
    fixture = new GatewayFixture();
    port = fixture.gateway.http2Port();
    client =
        fixture.vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(100));
  }

  @AfterEach
  void stop() throws Exception {
    fixture.stop();
  }

  private static void isAdmitted(Told told) {
    assertThat(told.status()).as(told.body()).isEqualTo(200);
    assertThat(told.body()).contains("\"verdict\":\"ADMIT\"");
  }

  @Test
  void manyScansShareOneConnection() throws Exception {
    List<Future<Told>> scans = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      scans.add(scan(client, port, fixture.code(TestCity.GREEN)));
    }
    for (Future<Told> scan : scans) {
      isAdmitted(await(scan));
    }
    assertThat(fixture.registry.scrape()).contains("scangate_connections 1.0");
  }

  @Test
  void aBodyThatIsTooLargeOrSlowIsRefusedWhileOthersGoOn() throws Exception {
    HttpClientRequest slow = await(scan(client, port));
    HttpClientRequest slower = await(scan(client, port));
    Future<Told> slowTold = told(slow);
    Future<Told> slowerTold = told(slower);
    await(slow.setChunked(true).write("SG1:"));
    await(slower.setChunked(true).write("SG1:"));
    HttpClientRequest large = await(scan(client, port));
    Future<Told> largeTold = told(large);
    await(large.setChunked(true).write(Buffer.buffer("x".repeat(5_000))));
    assertThat(await(largeTold).status()).isEqualTo(413);
    isAdmitted(await(scan(client, port, fixture.code(TestCity.GREEN))));
    assertThat(await(slowTold).status()).isEqualTo(408);
    assertThat(await(slowerTold).status()).isEqualTo(408);
    isAdmitted(await(scan(client, port, fixture.code(TestCity.GREEN))));
    assertThat(fixture.registry.scrape()).contains("scangate_connections 1.0");
  }

  @Test
  void aLineIsNoBusinessOfHttp2() throws Exception {
    Told told =
        await(
            client
                .request(HttpMethod.GET, port, "localhost", "/v1/gate")
                .compose(
                    request -> {
                      request.putHeader("Authorization", "Bearer " + TestDoors.key("north"));
                      Future<Told> answer = told(request);
                      return request.end().compose(sent -> answer);
                    }));
    assertThat(told.status()).isEqualTo(426);
  }

  @Test
  void whoSaysNothingIsClosed() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void onShutdownWhatIsUnderWayIsAnswered() throws Exception {
    Future<Told> scan = scan(client, port, fixture.code(TestCity.FAR));
    until(() -> !fixture.city.fetches.isEmpty());
    Future<Void> shutdown = fixture.shutdown();
    until(() -> fixture.shared.drain().hasBegun());
    fixture.vertx.runOnContext(
        v -> fixture.city.fetches.remove().complete(TestCity.known(TestCity.FAR, Colour.GREEN)));
    isAdmitted(await(scan));
    await(shutdown);
  }
}
