package io.scangate.gateway;

import static io.scangate.gateway.GatewayFixture.await;
import static io.scangate.gateway.GatewayFixture.scan;
import static io.scangate.gateway.GatewayFixture.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.gateway.GatewayFixture.Told;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TLS: both versions of HTTP, lines, certificates that change, devices that show theirs. */
@Timeout(120)
class TlsIT {
  private static final SelfSignedCertificate FIRST = SelfSignedCertificate.create("localhost");
  private static final SelfSignedCertificate SECOND = SelfSignedCertificate.create("localhost");
  private static final SelfSignedCertificate DEVICE = SelfSignedCertificate.create("turnstile");

  @TempDir private Path folder;
  private GatewayFixture fixture;
  private ServerCertificate certificate;

  @BeforeEach
  void start() throws Exception {
    show(FIRST);
    serve(Optional.empty());
  }

  @AfterEach
  void stop() throws Exception {
    fixture.stop();
  }

  @AfterAll
  static void delete() {
    FIRST.delete();
    SECOND.delete();
    DEVICE.delete();
  }

  private void show(SelfSignedCertificate shown) throws IOException {
    copy(shown.certificatePath(), "certificate.pem");
    copy(shown.privateKeyPath(), "key.pem");
  }

  private void copy(String from, String to) throws IOException {
    Files.copy(Path.of(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  private void serve(Optional<Path> devices) throws Exception {
    certificate =
        ServerCertificate.read(
            new TlsSettings(folder.resolve("certificate.pem"), folder.resolve("key.pem"), devices));
    fixture = new GatewayFixture(parts -> parts.securedBy(certificate));
    fixture.shared.lists().takeOverTrust(TestDoors.trust());
  }

  private static HttpClientOptions trusting(SelfSignedCertificate trusted, HttpVersion version) {
    return new HttpClientOptions()
        .setProtocolVersion(version)
        .setUseAlpn(true)
        .setSsl(true)
        .setVerifyHost(false)
        .setTrustOptions(new PemTrustOptions().addCertPath(trusted.certificatePath()));
  }

  private HttpClient client(HttpClientOptions options) {
    return fixture.vertx.createHttpClient(options);
  }

  private Told scanBy(HttpClient client) throws Exception {
    return await(scan(client, fixture.gateway.port(), fixture.code(TestCity.GREEN)));
  }

  @Test
  void bothVersionsOfHttpAreSpoken() throws Exception {
    for (HttpVersion version : new HttpVersion[] {HttpVersion.HTTP_1_1, HttpVersion.HTTP_2}) {
      HttpClient client = client(trusting(FIRST, version));
      HttpVersion spoken =
          await(
              client
                  .request(HttpMethod.GET, fixture.gateway.port(), "localhost", "/v1/trust")
                  .compose(request -> request.send())
                  .map(response -> response.version()));
      assertThat(spoken).isEqualTo(version);
      assertThat(scanBy(client).body()).contains("\"verdict\":\"ADMIT\"");
    }
  }

  private WebSocket line(SelfSignedCertificate trusted, BlockingQueue<Buffer> answers)
      throws Exception {
    WebSocketClientOptions options =
        new WebSocketClientOptions()
            .setSsl(true)
            .setVerifyHost(false)
            .setTrustOptions(new PemTrustOptions().addCertPath(trusted.certificatePath()));
    WebSocketConnectOptions gate =
        new WebSocketConnectOptions()
            .setHost("localhost")
            .setPort(fixture.gateway.port())
            .setURI("/v1/gate")
            .addHeader("Authorization", "Bearer " + TestDoors.key("north"));
    WebSocket line = await(fixture.vertx.createWebSocketClient(options).connect(gate));
    line.binaryMessageHandler(answers::add);
    return line;
  }

  private void isAnswered(WebSocket line, BlockingQueue<Buffer> answers, int number)
      throws Exception {
    Buffer scan = Buffer.buffer().appendInt(number).appendString(fixture.code(TestCity.GREEN));
    await(line.writeBinaryMessage(scan));
    Buffer answer = answers.poll(20, TimeUnit.SECONDS);
    assertThat(answer).isNotNull();
    assertThat(answer.getInt(0)).isEqualTo(number);
    assertThat(answer.getByte(4)).isEqualTo((byte) 1);
  }

  @Test
  void aNewCertificateIsShownToNewConnectionsAndNoneIsDropped() throws Exception {
    HttpClient before = client(trusting(FIRST, HttpVersion.HTTP_2));
    assertThat(scanBy(before).status()).isEqualTo(200);
    BlockingQueue<Buffer> answers = new LinkedBlockingQueue<>();
    WebSocket line = line(FIRST, answers);
    isAnswered(line, answers, 1);
    show(SECOND);
    certificate.look();
    HttpClient after = client(trusting(SECOND, HttpVersion.HTTP_1_1));
    GatewayFixture.until(() -> succeeds(after));
    isAnswered(line, answers, 2);
    assertThat(scanBy(before).status()).isEqualTo(200);
    HttpClient anew = client(trusting(FIRST, HttpVersion.HTTP_2));
    assertThatThrownBy(() -> scanBy(anew)).hasStackTraceContaining("SSLHandshakeException");
  }

  private boolean succeeds(HttpClient client) {
    try {
      return scanBy(client).status() == 200;
    } catch (Exception e) {
      return false;
    }
  }

  @Test
  void filesThatDoNotFitTogetherChangeNothing() throws Exception {
    copy(SECOND.certificatePath(), "certificate.pem");
    certificate.look();
    assertThat(scanBy(client(trusting(FIRST, HttpVersion.HTTP_1_1))).status()).isEqualTo(200);
    Files.writeString(folder.resolve("certificate.pem"), "no certificate");
    certificate.look();
    assertThat(scanBy(client(trusting(FIRST, HttpVersion.HTTP_2))).status()).isEqualTo(200);
    TlsSettings wrong =
        new TlsSettings(
            Path.of(SECOND.certificatePath()), folder.resolve("key.pem"), Optional.empty());
    assertThatThrownBy(() -> ServerCertificate.read(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not the key of the certificate in");
    TlsSettings missing = new TlsSettings(Path.of("/no/such"), wrong.key(), Optional.empty());
    assertThatThrownBy(() -> ServerCertificate.read(missing))
        .hasMessage("/no/such cannot be read (NoSuchFileException)");
  }

  @Test
  void scannersMustShowACertificateWherePhonesNeedNone() throws Exception {
    fixture.stop();
    serve(Optional.of(Path.of(DEVICE.certificatePath())));
    HttpClient phone = client(trusting(FIRST, HttpVersion.HTTP_1_1));
    Told refused = scanBy(phone);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("no-certificate");
    Told trust =
        await(
            phone
                .request(HttpMethod.GET, fixture.gateway.port(), "localhost", "/v1/trust")
                .compose(
                    request -> {
                      Future<Told> answer = told(request);
                      return request.end().compose(sent -> answer);
                    }));
    assertThat(trust.status()).isEqualTo(200);
    HttpClient scanner =
        client(trusting(FIRST, HttpVersion.HTTP_2).setKeyCertOptions(DEVICE.keyCertOptions()));
    assertThat(scanBy(scanner).body()).contains("\"verdict\":\"ADMIT\"");
    HttpClient stranger =
        client(trusting(FIRST, HttpVersion.HTTP_1_1).setKeyCertOptions(SECOND.keyCertOptions()));
    // It is not asked for a certificate of that authority, shows none, or is turned away.
    assertThat(succeeds(stranger)).isFalse();
  }

  @Test
  void aPeerThatDoesNotShakeHandsIsClosed() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), fixture.gateway.port())) {
      socket.setSoTimeout(20_000);
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }
}
