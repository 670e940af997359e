package io.scangate.casework.notices;

import io.scangate.casework.identity.Contact;
import io.scangate.explain.Language;
import io.scangate.ledger.cases.Notice;
import io.scangate.ops.NoticeMeters.By;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;

/**
 * Posts notices to whoever sends short messages for the city. Shared.
 *
 * <p>Each is signed: {@code Scangate-Signature: t=<seconds>,v1=<hex>} is the HMAC-SHA256 of the
 * seconds, a dot and the body, so that a receiver knows that it is ours and recent. A notice may
 * come twice; its number is the same then. No other address than that of the settings is called:
 * redirections are failures.
 */
public final class Webhook implements Channel {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int MOST_CONNECTIONS = 8;

  private final WebhookSettings settings;
  private final InstantSource clock;
  private final HttpClient client;

  /** Posts to that address. */
  public Webhook(Vertx vertx, WebhookSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()))
            .with(new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS))
            .build();
  }

  @Override
  public By by() {
    return By.WEBHOOK;
  }

  @Override
  public Future<Sent> tell(Notice notice, Contact contact) {
    if (contact.phone().isEmpty()) {
      return Future.succeededFuture(Sent.NO_ADDRESS);
    }
    Buffer body =
        new JsonObject()
            .put("notice", notice.id())
            .put("phone", contact.phone().get())
            .put("turnedAt", notice.turnedAt().toString())
            .put("zh", NoticeWords.text(notice.colour(), Language.ZH))
            .put("en", NoticeWords.text(notice.colour(), Language.EN))
            .toBuffer();
    long seconds = clock.instant().getEpochSecond();
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(settings.url().toString())
            .setFollowRedirects(false)
            .putHeader("content-type", "application/json")
            .putHeader("scangate-signature", "t=" + seconds + ",v1=" + signature(seconds, body));
    return client
        .request(request)
        .compose(sending -> sending.send(body).compose(Webhook::read))
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Future<Sent> read(HttpClientResponse response) {
    return response.statusCode() / 100 == 2
        ? response.end().map(Sent.TOLD)
        : Future.failedFuture(new UntoldException("it answered " + response.statusCode()));
  }

  private String signature(long seconds, Buffer body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(settings.key());
      mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
