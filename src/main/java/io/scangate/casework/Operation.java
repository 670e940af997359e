package io.scangate.casework;

import io.scangate.engine.ApiDocument;
import io.scangate.engine.Body;
import io.scangate.engine.Problem;
import io.scangate.engine.Shape;
import io.scangate.engine.StrictJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the OpenAPI document says of one operation, and the judge of what is sent to it. Shared.
 *
 * <p>Two keys of ours in the document: {@code x-most-bytes} bounds the body (64 KiB where it is
 * left out), {@code x-stream: true} leaves the body to the handler, piece by piece.
 */
final class Operation {
  private static final int MOST_BYTES = 64 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String JSON = "application/json";

  private record Parameter(String name, String in, boolean required, String type, Shape shape) {}

  /** What came of reading a request. */
  sealed interface Reading {
    /** It is of the shape. */
    record Sound(Map<String, Object> parameters, Visit.Sent sent) implements Reading {}

    /** It is not. */
    record Faulty(Problem problem) implements Reading {}
  }

  private final HttpMethod method;
  private final String path;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Set<String> types;
  private final Optional<Shape> body;
  private final int mostBytes;
  private final boolean streamed;

  /**
   * @param shared the parameters that stand beside the methods of the path
   */
  Operation(
      ApiDocument document, String method, String path, JsonObject described, JsonArray shared) {
    this.method = HttpMethod.valueOf(method.toUpperCase(Locale.ROOT));
    this.path = path;
    JsonArray all = shared.copy().addAll(described.getJsonArray("parameters", new JsonArray()));
    for (int i = 0; i < all.size(); i++) {
      JsonObject parameter = all.getJsonObject(i);
      JsonObject schema = parameter.getJsonObject("schema");
      parameters.add(
          new Parameter(
              parameter.getString("name"),
              parameter.getString("in"),
              parameter.getBoolean("required", false),
              schema.getString("type", "string"),
              document.shape(schema)));
    }
    JsonObject content =
        described
            .getJsonObject("requestBody", new JsonObject())
            .getJsonObject("content", new JsonObject());
    types = Set.copyOf(content.fieldNames());
    body =
        Optional.ofNullable(content.getJsonObject(JSON))
            .map(form -> document.shape(form.getJsonObject("schema")));
    mostBytes = described.getInteger("x-most-bytes", MOST_BYTES);
    streamed = described.getBoolean("x-stream", false);
  }

  HttpMethod method() {
    return method;
  }

  /** Whether anything is sent to it. */
  boolean takesBody() {
    return !types.isEmpty();
  }

  /** As the document writes it. */
  String path() {
    return path;
  }

  /** As the router writes it. */
  String route() {
    return path.replaceAll("\\{([a-zA-Z]+)}", ":$1");
  }

  /** Reads a request; waits for its body. */
  Reading read(RoutingContext context) {
    Map<String, Object> values = new HashMap<>();
    Optional<Problem> fault = readParameters(context, values);
    if (fault.isPresent()) {
      return new Reading.Faulty(fault.get());
    }
    if (types.isEmpty()) {
      return new Reading.Sound(values, new Visit.Sent.Nothing());
    }
    HttpServerRequest request = context.request();
    String type = typeOf(request);
    if (!types.contains(type) || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
      return new Reading.Faulty(
          Problem.of(
              415,
              "wrong-type",
              "The content type is not taken here",
              "Send "
                  + String.join(" or ", types.stream().sorted().toList())
                  + ", without Content-Encoding."));
    }
    if (Body.isDeclaredLarger(request, mostBytes)) {
      return new Reading.Faulty(Body.tooLarge(mostBytes));
    }
    Body incoming = new Body(context.vertx(), request);
    if (streamed) {
      return new Reading.Sound(values, new Visit.Sent.Stream(incoming));
    }
    return switch (incoming.whole(mostBytes, PATIENCE)) {
      case Body.Whole.Refused(var problem) -> new Reading.Faulty(problem);
      case Body.Whole.Bytes(var bytes) when !type.equals(JSON) ->
          new Reading.Sound(values, new Visit.Sent.Bytes(bytes));
      case Body.Whole.Bytes(var bytes) -> readJson(values, bytes.getBytes());
    };
  }

  private Reading readJson(Map<String, Object> values, byte[] bytes) {
    Optional<Object> parsed = StrictJson.parse(bytes);
    if (parsed.isEmpty() || !(parsed.get() instanceof Map<?, ?> map)) {
      return new Reading.Faulty(malformed("Send one JSON object; every key stands once."));
    }
    @SuppressWarnings("unchecked")
    JsonObject object = new JsonObject((Map<String, Object>) map);
    Optional<String> fault = body.flatMap(shape -> shape.faultOf(object));
    return fault
        .<Reading>map(words -> new Reading.Faulty(malformed(words)))
        .orElseGet(() -> new Reading.Sound(values, new Visit.Sent.Json(object)));
  }

  private Optional<Problem> readParameters(RoutingContext context, Map<String, Object> values) {
    for (String name : context.queryParams().names()) {
      if (parameters.stream().noneMatch(it -> it.in.equals("query") && it.name.equals(name))) {
        return Optional.of(badParameter("a parameter that is not known here was sent"));
      }
    }
    for (Parameter parameter : parameters) {
      List<String> sent = sent(context, parameter);
      if (sent.size() > 1) {
        return Optional.of(badParameter(parameter.name + " stands twice"));
      }
      if (sent.isEmpty()) {
        if (parameter.required) {
          return Optional.of(badParameter(parameter.name + " is missing"));
        }
      } else {
        Object value = value(parameter.type, sent.getFirst());
        Optional<String> fault = parameter.shape.faultOf(value);
        if (fault.isPresent()) {
          return Optional.of(badParameter(parameter.name + ": " + fault.get()));
        }
        values.put(parameter.name, value);
      }
    }
    return Optional.empty();
  }

  private static List<String> sent(RoutingContext context, Parameter parameter) {
    return switch (parameter.in) {
      case "path" ->
          Optional.ofNullable(context.pathParam(parameter.name)).map(List::of).orElse(List.of());
      case "query" -> context.queryParams().getAll(parameter.name);
      case "header" -> context.request().headers().getAll(parameter.name);
      default -> throw new IllegalStateException("no parameter is in " + parameter.in);
    };
  }

  /** What is no value of the type stays a text, and is refused by its shape. */
  private static Object value(String type, String text) {
    return switch (type) {
      case "integer" -> text.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(text) : text;
      case "boolean" -> text.matches("true|false") ? (Object) Boolean.valueOf(text) : text;
      default -> text;
    };
  }

  private static Problem badParameter(String detail) {
    return Problem.of(400, "bad-parameter", "A parameter is wrong", detail + ".");
  }

  private static Problem malformed(String detail) {
    return Problem.of(400, "malformed", "The body is not the JSON expected", detail);
  }

  private static String typeOf(HttpServerRequest request) {
    String type = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
    int parameters = type.indexOf(';');
    return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
  }
}
