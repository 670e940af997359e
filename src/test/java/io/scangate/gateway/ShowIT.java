package io.scangate.gateway;

import static io.scangate.gateway.GatewayFixture.await;
import static io.scangate.gateway.GatewayFixture.until;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.scangate.credential.Claims;
import io.scangate.credential.HolderToken;
import io.scangate.credential.Reading;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Freshness;
import io.scangate.health.Standing;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Showing on a real socket: fresh codes for holders and their family, and for nobody else. */
@Timeout(120)
class ShowIT {
  private static final long NEVER = 21;
  private static final long WITHDRAWN = 22;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws Exception {
    fixture = new GatewayFixture();
    fixture.city.put(WITHDRAWN, withdrawn());
    fixture.city.put(NEVER, new Standing.Absent(new Freshness(1, 0, true)));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    fixture.stop();
  }

  private static Standing withdrawn() {
    return new Standing.Known(
        new CodeStatus(WITHDRAWN, 1, Colour.GREEN, 0, 0, true, true), new Freshness(1, 0, true));
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private String token(long holder, Long... family) {
    return fixture.city.token(HolderToken.at(now(), holder, List.of(family)));
  }

  private HttpRequest.Builder show(String token, String query) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + fixture.gateway.port() + "/v1/code" + query))
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private Claims read(byte[] code) {
    Reading reading = fixture.city.open().reader().read(code, 0, code.length, now());
    assertThat(reading).isInstanceOf(Claims.class);
    return (Claims) reading;
  }

  private static void isProblem(HttpResponse<byte[]> answer, int status, String name) {
    String body = new String(answer.body(), UTF_8);
    assertThat(answer.statusCode()).as(body).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(new JsonObject(body).getString("type")).isEqualTo("urn:scangate:problem:" + name);
  }

  @Test
  void theHolderIsShownAFreshCodeInTheColourThatIsKnown() throws Exception {
    HttpResponse<byte[]> answer = send(show(token(TestCity.RED), ""));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("text/plain");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    Claims claims = read(answer.body());
    assertThat(claims.person()).isEqualTo(TestCity.RED);
    assertThat(claims.colour()).isEqualTo(Colour.RED);
    assertThat(claims.dynamic()).isTrue();
    assertThat(send(show(token(TestCity.RED), "")).body()).isNotEqualTo(answer.body());
    assertThat(fixture.registry.scrape()).contains("scangate_codes_shown_total{form=\"text\"} 2.0");
  }

  @Test
  void aCodeThatIsShownIsAdmitted() throws Exception {
    String code = new String(send(show(token(TestCity.GREEN), "")).body(), US_ASCII);
    HttpRequest scan =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + fixture.gateway.port() + "/v1/scans"))
            .header("Authorization", "Bearer " + TestDoors.key("north"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(code))
            .build();
    assertThat(client.send(scan, BodyHandlers.ofString()).body()).contains("\"verdict\":\"ADMIT\"");
  }

  @Test
  void theFamilyIsShownByNumberAndNobodyElse() throws Exception {
    String token = token(TestCity.GREEN, TestCity.RED, NEVER);
    assertThat(read(send(show(token, "?member=0")).body()).person()).isEqualTo(TestCity.GREEN);
    assertThat(read(send(show(token, "?member=1")).body()).person()).isEqualTo(TestCity.RED);
    isProblem(send(show(token, "?member=2")), 404, "no-code");
    isProblem(send(show(token, "?member=3")), 404, "no-member");
    isProblem(send(show(token(TestCity.GREEN), "?member=1")), 404, "no-member");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?member=", "?member=-1", "?member=10", "?member=x", "?x=1", "?member"})
  void aMemberThatIsNoNumberIsAProblem(String query) throws Exception {
    isProblem(send(show(token(TestCity.GREEN), query)), 400, "bad-member");
  }

  @Test
  void theImageIsTheSameCode() throws Exception {
    HttpResponse<byte[]> png =
        send(show(token(TestCity.GREEN), "").header("Accept", "image/png, */*;q=0.1"));
    assertThat(png.headers().firstValue("content-type")).contains("image/png");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png.body()));
    int side = image.getWidth();
    int[] pixels = image.getRGB(0, 0, side, side, null, 0, side);
    String code =
        new QRCodeReader()
            .decode(
                new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels))))
            .getText();
    assertThat(read(code.getBytes(US_ASCII)).person()).isEqualTo(TestCity.GREEN);
    HttpResponse<byte[]> svg =
        send(show(token(TestCity.GREEN), "").header("Accept", "image/svg+xml"));
    assertThat(svg.headers().firstValue("content-type")).contains("image/svg+xml");
    assertThat(new String(svg.body(), UTF_8)).startsWith("<svg ");
    isProblem(
        send(show(token(TestCity.GREEN), "").header("Accept", "text/html")), 406, "not-acceptable");
  }

  @Test
  void whoHasNoCodeIsToldSo() throws Exception {
    isProblem(send(show(token(NEVER), "")), 404, "no-code");
    isProblem(send(show(token(WITHDRAWN), "")), 404, "no-code");
  }

  @Test
  void aTokenThatIsForgedOrExpiredShowsNothing() throws Exception {
    String good = token(TestCity.GREEN);
    String changed = (good.charAt(0) == 'A' ? 'B' : 'A') + good.substring(1);
    for (String forged : List.of(changed, "x", TestDoors.key("north"))) {
      HttpResponse<byte[]> answer = send(show(forged, ""));
      isProblem(answer, 401, "unknown-holder");
      assertThat(answer.headers().firstValue("www-authenticate")).contains("Bearer");
    }
    HttpRequest.Builder none =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + fixture.gateway.port() + "/v1/code"));
    isProblem(send(none), 401, "unknown-holder");
    long yesterday = now() - HolderToken.LIFE.toSeconds();
    String old = fixture.city.token(HolderToken.at(yesterday, TestCity.GREEN, List.of()));
    isProblem(send(show(old, "")), 401, "expired-token");
    isProblem(send(show(good, "").POST(BodyPublishers.noBody())), 405, "wrong-method");
  }

  @Test
  void whoseCodeIsFarIsFetchedAndWhereNobodyAnswersThatIsSaid() throws Exception {
    CompletableFuture<HttpResponse<byte[]>> shown =
        client.sendAsync(show(token(TestCity.FAR), "").build(), BodyHandlers.ofByteArray());
    until(() -> !fixture.city.fetches.isEmpty());
    answer(TestCity.known(TestCity.FAR, Colour.YELLOW));
    assertThat(read(shown.get(20, TimeUnit.SECONDS).body()).colour()).isEqualTo(Colour.YELLOW);
    CompletableFuture<HttpResponse<byte[]>> unanswered =
        client.sendAsync(show(token(TestCity.FAR), "").build(), BodyHandlers.ofByteArray());
    until(() -> !fixture.city.fetches.isEmpty());
    answer(Standing.Unanswered.INSTANCE);
    HttpResponse<byte[]> told = unanswered.get(20, TimeUnit.SECONDS);
    isProblem(told, 503, "unavailable");
    assertThat(told.headers().firstValue("retry-after").orElseThrow()).matches("[1-3]");
  }

  private void answer(Standing standing) {
    fixture.vertx.runOnContext(v -> fixture.city.fetches.remove().complete(standing));
  }

  @Test
  void showingIsShedByItselfAndScansGoOn() throws Exception {
    String token = token(TestCity.GREEN);
    int shown = 0;
    HttpResponse<byte[]> answer = send(show(token, ""));
    while (answer.statusCode() == 200) {
      assertThat(shown++).isLessThan(100 * GatewayFixture.MOST_SHOWS);
      answer = send(show(token, ""));
    }
    isProblem(answer, 503, "busy");
    assertThat(answer.headers().firstValue("retry-after").orElseThrow()).matches("[1-3]");
    assertThat(fixture.registry.scrape())
        .contains("scangate_shed_requests_total{reason=\"shows\"}");
    var scanner = fixture.vertx.createHttpClient();
    String code = fixture.code(TestCity.GREEN);
    assertThat(await(GatewayFixture.scan(scanner, fixture.gateway.port(), code)).status())
        .isEqualTo(200);
  }
}
