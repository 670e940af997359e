package io.scangate.load;

import io.scangate.verdict.Basis;
import io.scangate.verdict.Reason;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Scans and fetches codes over HTTP, of either version. Confined to the generator's event loop. */
final class HttpCaller extends Caller {
  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");
  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain");
  private static final RequestOptions SCAN =
      new RequestOptions().setMethod(HttpMethod.POST).setURI("/v1/scans");
  private static final RequestOptions SHOW =
      new RequestOptions().setMethod(HttpMethod.GET).setURI("/v1/code");
  private static final Map<String, Reason> REASONS =
      Arrays.stream(Reason.values()).collect(Collectors.toMap(Reason::text, Function.identity()));
  private static final String REASON = "\"reason\":\"";
  private static final String BASIS = "\"basis\":\"";

  private final HttpClientAgent client;
  private final CharSequence authorization;
  private final Wire wire;
  private @Nullable HttpClientConnection connection;

  HttpCaller(Fleet fleet, HttpClientAgent client, Wire wire, String key, int target) {
    super(fleet, key, wire.inFlight(), target);
    this.client = client;
    this.wire = wire;
    this.authorization = HttpHeaders.createOptimized("Bearer " + key);
  }

  @Override
  Future<?> dial(Target to) {
    return client
        .connect(new HttpConnectOptions().setHost(Target.HOST).setPort(to.port(wire)))
        .onSuccess(
            made -> {
              connection = made;
              made.closeHandler(
                  closed -> {
                    if (made.equals(connection)) {
                      connection = null;
                      lost();
                    }
                  });
            });
  }

  @Override
  void transmit(Call call) {
    HttpClientConnection on = connection;
    if (on == null) {
      fail(call);
      return;
    }
    var _ =
        on.request(call.shot().isShow() ? SHOW : SCAN)
            .onFailure(failure -> fail(call))
            .onSuccess(request -> send(call, request));
  }

  private void send(Call call, HttpClientRequest request) {
    call.onCancel(
        () -> {
          // Over HTTP/1.1 this ends the connection, over HTTP/2 the stream.
          var _ = request.reset();
          vacated();
        });
    Shot shot = call.shot();
    Future<HttpClientResponse> sent;
    if (shot.isShow()) {
      String token = new String(shot.text(), StandardCharsets.US_ASCII);
      sent = request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).send();
    } else {
      sent =
          request
              .putHeader(HttpHeaders.AUTHORIZATION, authorization)
              .putHeader(HttpHeaders.CONTENT_TYPE, TEXT)
              .send(Buffer.buffer(shot.text()));
    }
    var _ = sent.onFailure(failure -> fail(call)).onSuccess(response -> answered(call, response));
  }

  private void fail(Call call) {
    if (!call.isOver()) {
      vacated();
      end(call, Fate.FAILED);
    }
  }

  private void answered(Call call, HttpClientResponse response) {
    int status = response.statusCode();
    var _ =
        response
            .body()
            .onFailure(failure -> fail(call))
            .onSuccess(
                body -> {
                  if (!call.isOver()) {
                    vacated();
                    boolean last = response.headers().contains(HttpHeaders.CONNECTION, CLOSE, true);
                    if (last) {
                      retire();
                    }
                    end(call, fate(call.shot(), status, body));
                    if (last) {
                      hangUp();
                    }
                  }
                });
  }

  private Fate fate(Shot shot, int status, Buffer body) {
    if (status != 200) {
      return status == 429 || status == 503 ? Fate.SHED : Fate.FAILED;
    }
    String text = body.toString(StandardCharsets.ISO_8859_1);
    return shot.isShow()
        ? fleet().judgeShown(text)
        : fleet().judge(shot, REASONS.get(word(text, REASON)), basis(word(text, BASIS)));
  }

  private static @Nullable Basis basis(String word) {
    return switch (word) {
      case "live" -> Basis.LIVE;
      case "stale" -> Basis.STALE;
      case "code" -> Basis.CODE;
      default -> null;
    };
  }

  private static String word(String text, String after) {
    int at = text.indexOf(after);
    return at < 0
        ? ""
        : text.substring(at + after.length(), text.indexOf('"', at + after.length()));
  }

  @Override
  void hangUp() {
    HttpClientConnection on = connection;
    if (on != null) {
      var _ = on.close();
    }
  }
}
