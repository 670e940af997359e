package io.scangate.engine;

import io.scangate.embedded.Loop;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What an OpenAPI document gives as an example of each of its operations. Immutable. */
public final class DocumentExamples {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  /**
   * One operation with its example.
   *
   * @param method in capitals
   * @param path as the document writes it
   * @param bodies what may be sent to it, by their types
   */
  public record Example(
      String operation,
      String method,
      String path,
      List<Parameter> parameters,
      List<Body> bodies,
      Set<String> statuses) {
    /** The path and the query, with every parameter that has an example. */
    public String address() {
      String address = path;
      List<String> query = new ArrayList<>();
      for (Parameter parameter : parameters) {
        String value = parameter.example().map(Object::toString).orElse("");
        if (parameter.in().equals("path")) {
          address = address.replace("{" + parameter.name() + "}", value);
        } else if (parameter.in().equals("query") && parameter.example().isPresent()) {
          query.add(parameter.name() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
      }
      return query.isEmpty() ? address : address + "?" + String.join("&", query);
    }
  }

  /** One body that may be sent, with its example. */
  public record Body(String type, Optional<Object> example) {
    /** The example as it is sent. */
    public String text() {
      return example.map(Object::toString).orElseThrow();
    }
  }

  /** One parameter with its example. */
  public record Parameter(String name, String in, Optional<Object> example) {}

  private final Map<String, Example> byOperation = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  private DocumentExamples(ApiDocument document) {
    JsonObject paths = document.json().getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject described = paths.getJsonObject(path);
      JsonArray shared = described.getJsonArray("parameters", new JsonArray());
      for (String method : described.fieldNames()) {
        if (METHODS.contains(method)) {
          read(document, method, path, described.getJsonObject(method), shared);
        }
      }
    }
  }

  /**
   * Reads a document that comes with the program.
   *
   * @param name its file in {@code src/docs/openapi}
   */
  public static DocumentExamples of(Vertx vertx, String name) {
    return new DocumentExamples(Loop.join(ApiDocument.load(vertx, name)));
  }

  /** What is missing: examples of JSON bodies and of required parameters, or their right shape. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** The operations. */
  public Set<String> operations() {
    return Set.copyOf(byOperation.keySet());
  }

  /** The example of an operation. */
  public Example of(String operation) {
    return Optional.ofNullable(byOperation.get(operation)).orElseThrow(() -> gone(operation));
  }

  private static IllegalArgumentException gone(String operation) {
    return new IllegalArgumentException("there is no operation " + operation);
  }

  private void read(
      ApiDocument document, String method, String path, JsonObject described, JsonArray shared) {
    String operation = described.getString("operationId");
    List<Parameter> parameters = new ArrayList<>();
    JsonArray all = shared.copy().addAll(described.getJsonArray("parameters", new JsonArray()));
    for (int i = 0; i < all.size(); i++) {
      JsonObject one = all.getJsonObject(i);
      Parameter parameter =
          new Parameter(
              one.getString("name"),
              one.getString("in"),
              Optional.ofNullable(one.getValue("example")));
      parameters.add(parameter);
      boolean needed = one.getBoolean("required", false);
      judge(
          document,
          operation + " " + parameter.name(),
          one.getJsonObject("schema"),
          parameter.example(),
          needed);
    }
    JsonObject content =
        described
            .getJsonObject("requestBody", new JsonObject())
            .getJsonObject("content", new JsonObject());
    List<Body> bodies = new ArrayList<>();
    for (String type : content.fieldNames().stream().sorted().toList()) {
      JsonObject one = content.getJsonObject(type);
      Body body = new Body(type, Optional.ofNullable(one.getValue("example")));
      bodies.add(body);
      judge(
          document,
          operation + " " + type,
          one.getJsonObject("schema"),
          body.example(),
          type.equals("application/json"));
    }
    byOperation.put(
        operation,
        new Example(
            operation,
            method.toUpperCase(Locale.ROOT),
            path,
            List.copyOf(parameters),
            List.copyOf(bodies),
            Set.copyOf(described.getJsonObject("responses").fieldNames())));
  }

  private void judge(
      ApiDocument document,
      String what,
      JsonObject schema,
      Optional<Object> example,
      boolean needed) {
    if (example.isEmpty()) {
      if (needed) {
        faults.add(what + " has no example");
      }
    } else {
      document
          .shape(schema)
          .faultOf(example.get())
          .ifPresent(fault -> faults.add("the example of " + what + ": " + fault));
    }
  }
}
