package io.scangate.engine;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/**
 * What is answered to a request that cannot be served, as {@code application/problem+json} (RFC
 * 9457). Immutable.
 *
 * @param status the status of HTTP
 * @param name what it is, as a word of its type
 * @param detail what to do about it; nothing of this program's inside
 * @param headers those that belong to it
 * @param members what else the body says, by name: what became of rows, what was needed
 */
public record Problem(
    int status,
    String name,
    String title,
    String detail,
    Map<String, String> headers,
    JsonObject members) {
  private static final long LINGER_MILLIS = 1_000;

  public Problem {
    headers = Map.copyOf(headers);
    members = members.copy();
  }

  /** A problem without headers of its own. */
  public static Problem of(int status, String name, String title, String detail) {
    return new Problem(status, name, title, detail, Map.of(), new JsonObject());
  }

  /** The same with a header. */
  public Problem with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Problem(status, name, title, detail, more, members);
  }

  /** The same telling of rows. */
  public Problem with(JsonArray rows) {
    return telling("rows", rows);
  }

  /** The same with a further member of the body. */
  public Problem telling(String member, Object value) {
    return new Problem(status, name, title, detail, headers, members.copy().put(member, value));
  }

  /** Something the engine needs is away; the same may be sent again. */
  public static Problem away(String detail) {
    return of(503, "unavailable", "The engine cannot serve now", detail).with("retry-after", "2");
  }

  /** The body, with the id under which logs tell of the request. */
  public JsonObject json(String request) {
    JsonObject json =
        new JsonObject()
            .put("type", "urn:scangate:problem:" + name)
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .put("request", request);
    return json.mergeIn(members);
  }

  /**
   * Answers with it. Where the body of the request has not come to its end the connection is closed
   * a moment later, so that the sender can read the answer first.
   */
  void answer(RoutingContext context, String id) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    HttpServerRequest request = context.request();
    boolean complete = request.isEnded();
    headers.forEach((header, value) -> context.response().putHeader(header, value));
    if (!complete) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    var _ =
        context
            .response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
            .end(json(id).encode());
    if (!complete) {
      var _ = request.handler(rest -> {}).resume();
      var _ = context.vertx().setTimer(LINGER_MILLIS, late -> request.connection().close());
    }
  }
}
