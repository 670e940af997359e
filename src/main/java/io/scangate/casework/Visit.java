package io.scangate.casework;

import io.scangate.casework.who.Warrant;
import io.scangate.engine.Body;
import io.scangate.health.Division;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was judged and found to be of the shape that the document asks for. Confined to
 * the virtual thread that serves it.
 */
public final class Visit {
  private final Warrant warrant;
  private final HttpServerRequest request;
  private final String id;
  private final Map<String, Object> parameters;
  private final Sent sent;

  /** What came in the body. */
  sealed interface Sent {
    /** Nothing. */
    record Nothing() implements Sent {}

    /** A JSON object of the shape of the document. */
    record Json(JsonObject object) implements Sent {}

    /** Something else, as a whole. */
    record Bytes(Buffer bytes) implements Sent {}

    /** Something of which nothing was read yet. */
    record Stream(Body body) implements Sent {}
  }

  Visit(
      Warrant warrant,
      HttpServerRequest request,
      String id,
      Map<String, Object> parameters,
      Sent sent) {
    this.warrant = warrant;
    this.request = request;
    this.id = id;
    this.parameters = Map.copyOf(parameters);
    this.sent = sent;
  }

  /** Who asks, and what they may. */
  public Warrant warrant() {
    return warrant;
  }

  /** The id under which answer and log tell of the request. */
  public String id() {
    return id;
  }

  /** From where it came, for limits. */
  public String address() {
    return String.valueOf(request.remoteAddress().hostAddress());
  }

  /** The media type of the body with its parameters, as it was sent. */
  public String type() {
    return String.valueOf(request.getHeader("content-type"));
  }

  /** A parameter that the document requires. */
  public String text(String parameter) {
    return optional(parameter).orElseThrow(() -> missing(parameter));
  }

  /** A parameter that may be left out. */
  public Optional<String> optional(String parameter) {
    return Optional.ofNullable(parameters.get(parameter)).map(Object::toString);
  }

  /** A parameter of the type integer. */
  public Optional<Long> number(String parameter) {
    return Optional.ofNullable(parameters.get(parameter)).map(it -> ((Number) it).longValue());
  }

  /** A parameter whose pattern is that of a division. */
  public Division division(String parameter) {
    return new Division(text(parameter));
  }

  /** The JSON object that was sent. */
  public JsonObject body() {
    if (sent instanceof Sent.Json(var object)) {
      return object;
    }
    throw wrong("JSON object");
  }

  /** What was sent in another form than JSON. */
  public Buffer bytes() {
    if (sent instanceof Sent.Bytes(var bytes)) {
      return bytes;
    }
    throw wrong("whole body");
  }

  /** What is sent, to be taken piece by piece. */
  public Body stream() {
    if (sent instanceof Sent.Stream(var body)) {
      return body;
    }
    throw wrong("stream");
  }

  private static IllegalStateException wrong(String what) {
    return new IllegalStateException("the document lets no " + what + " be sent here");
  }

  private static IllegalStateException missing(String parameter) {
    return new IllegalStateException("the document does not require " + parameter);
  }
}
