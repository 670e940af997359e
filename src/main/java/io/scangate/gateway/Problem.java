package io.scangate.gateway;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is answered to a request that is no scan, as {@code application/problem+json} (RFC 9457).
 * The bodies are constants: nothing of the request, nor of this program's inside, is told.
 */
enum Problem {
  EMPTY_BODY(400, "The body is empty", "Send the text of one code."),
  NOT_JSON(400, "The body is not the JSON expected", "Send {\"code\":\"...\"}."),
  BAD_REQUEST(400, "The request is not HTTP/1.1", "Check the request line and the headers."),
  BAD_MEMBER(400, "The query is not the one expected", "Ask with ?member=N, N from 0 to 9."),
  UNKNOWN_DEVICE(
      401,
      "The device is not known",
      "Send 'Authorization: Bearer' with the key that this checkpoint was given."),
  UNKNOWN_HOLDER(401, "The token is not known", "Sign in, and send the token that you are given."),
  EXPIRED_TOKEN(401, "The token has expired", "Sign in anew; a token is good for a day."),
  NO_CERTIFICATE(
      403, "The scanner shows no certificate", "Connect with the certificate of this device."),
  NOT_FOUND(404, "There is nothing at this address", "Scans go to POST /v1/scans."),
  NO_CODE(404, "The person has no code", "The person never registered, or withdrew."),
  NO_MEMBER(
      404, "The holder has no such member of the family", "Register them, then sign in anew."),
  WRONG_METHOD(405, "The method is not allowed here", "The header Allow names those that are."),
  NOT_ACCEPTABLE(406, "No such form of a code", "Accept text/plain, image/svg+xml or image/png."),
  SLOW_BODY(408, "The body came too slowly", "Send the code in one piece."),
  TOO_LARGE(413, "The body is too large", "A code has at most 512 characters, a body 4096 bytes."),
  LONG_ADDRESS(414, "The address is too long", "Scans go to POST /v1/scans."),
  TOO_MANY(413, "There are too many codes", "A batch has at most 1000 codes and 655360 bytes."),
  WRONG_TYPE(415, "The content type is not taken here", "Send text/plain or application/json."),
  NO_WEBSOCKET(426, "The request opens no WebSocket", "Send the handshake of RFC 6455."),
  OVER_RATE(429, "The device scans faster than it may", "Come again after Retry-After seconds."),
  LARGE_HEADERS(431, "The headers are too large", "Send fewer or shorter ones."),
  FAILED(500, "The gateway failed", "Come again; if it lasts, tell its operator the time."),
  BUSY(503, "The gateway is busy", "Come again after Retry-After seconds."),
  UNAVAILABLE(503, "The code cannot be made at present", "Come again after Retry-After seconds."),
  LEAVING(503, "The gateway is shutting down", "Connect anew, to another gateway if there is one.");

  private static final CharSequence TYPE = createOptimized("application/problem+json");
  private static final CharSequence A_SECOND = createOptimized("1");

  /** Who was shed together is not to come again together. */
  private static final CharSequence[] SOME_SECONDS = {
    A_SECOND, createOptimized("2"), createOptimized("3")
  };

  private static final CharSequence CLOSE = createOptimized("close");

  private final int status;
  private final String body;

  Problem(int status, String title, String detail) {
    this.status = status;
    String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.body =
        new JsonObject()
            .put("type", "urn:scangate:problem:" + name)
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .encode();
  }

  int status() {
    return status;
  }

  /** The body, for where it is not the only one. */
  String json() {
    return body;
  }

  /** Answers with this problem; the connection stays open. */
  void answer(HttpServerResponse response) {
    response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, TYPE);
    if (status == 429) {
      response.putHeader(HttpHeaders.RETRY_AFTER, A_SECOND);
    } else if (status == 503) {
      int drawn = ThreadLocalRandom.current().nextInt(SOME_SECONDS.length);
      response.putHeader(HttpHeaders.RETRY_AFTER, SOME_SECONDS[drawn]);
    } else if (status == 401) {
      response.putHeader("www-authenticate", "Bearer");
    }
    var _ = response.end(body);
  }

  /** Answers with this problem and tells the peer that the connection ends. */
  void answerAndClose(HttpServerResponse response) {
    response.putHeader(HttpHeaders.CONNECTION, CLOSE);
    answer(response);
  }
}
