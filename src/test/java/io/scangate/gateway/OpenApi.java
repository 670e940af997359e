package io.scangate.gateway;

import io.scangate.embedded.Loop;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.OpenAPIVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An OpenAPI description, which answers are held against; it notes what it has seen. Confined to
 * the test's thread.
 */
public final class OpenApi {
  static final Path GATEWAY = Path.of("src/docs/openapi/gateway.yaml");
  private static final String BASE = "app://scangate/";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final JsonObject written;

  /** Without references. */
  private final JsonObject inlined;

  /** By {@code POST /v1/scans 200}: the fields that answers had. */
  private final Map<String, Set<String>> seen = new TreeMap<>();

  private OpenApi(JsonObject written, JsonObject inlined) {
    this.written = written;
    this.inlined = inlined;
  }

  /** Reads it, and fails where it is no OpenAPI 3.1. */
  public static OpenApi read(Vertx vertx, Path file) throws IOException {
    JsonObject written;
    try (InputStream in = Files.newInputStream(file)) {
      written = (JsonObject) json(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
    }
    OpenAPIVersion version = OpenAPIVersion.fromContract(written);
    SchemaRepository repository = Loop.join(version.getRepository(vertx, BASE));
    // It marks what it has seen, so it is given a copy.
    OutputUnit told = Loop.join(version.validateContract(vertx, repository, written.copy()));
    if (!Boolean.TRUE.equals(told.getValid())) {
      throw new AssertionError(file + ": " + told.getErrors());
    }
    return new OpenApi(written, (JsonObject) inlined(written, written));
  }

  /** The same with what is referred to in the place of every reference. */
  private static Object inlined(Object part, JsonObject whole) {
    return switch (part) {
      case JsonObject map when map.containsKey("$ref") -> {
        JsonPointer place = JsonPointer.fromURI(URI.create(map.getString("$ref")));
        yield inlined(Objects.requireNonNull(place.queryJson(whole), place::toString), whole);
      }
      case JsonObject map -> {
        JsonObject all = new JsonObject();
        map.forEach(entry -> all.put(entry.getKey(), inlined(entry.getValue(), whole)));
        yield all;
      }
      case JsonArray list -> {
        JsonArray all = new JsonArray();
        list.forEach(one -> all.add(inlined(one, whole)));
        yield all;
      }
      default -> part;
    };
  }

  private static Object json(Object yaml) {
    return switch (yaml) {
      case Map<?, ?> map ->
          new JsonObject(
              map.entrySet().stream()
                  .collect(Collectors.toMap(e -> e.getKey().toString(), e -> json(e.getValue()))));
      case Collection<?> list -> new JsonArray(list.stream().map(OpenApi::json).toList());
      default -> yaml;
    };
  }

  /** The addresses. */
  public Set<String> paths() {
    return written.getJsonObject("paths").fieldNames();
  }

  /** The methods of an address, in capitals. */
  Set<String> methods(String path) {
    return written.getJsonObject("paths").getJsonObject(path).fieldNames().stream()
        .filter(METHODS::contains)
        .map(method -> method.toUpperCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The statuses that an operation may be answered with. */
  public Set<String> statuses(String method, String path) {
    return new TreeSet<>(operation(method, path).getJsonObject("responses").fieldNames());
  }

  /** The statuses that an operation was seen to be answered with. */
  public Set<String> seenStatuses(String method, String path) {
    String operation = method + " " + path + " ";
    return seen.keySet().stream()
        .filter(key -> key.startsWith(operation))
        .map(key -> key.substring(operation.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The fields that answers of one status were seen to have. */
  Set<String> seenFields(String method, String path, int status) {
    return seen.getOrDefault(method + " " + path + " " + status, Set.of());
  }

  /** The fields of a schema among the components. */
  public Set<String> fields(String schema) {
    return new TreeSet<>(schema(schema).getJsonObject("properties").fieldNames());
  }

  /** The words that a field of a schema may have. */
  public List<String> words(String schema, String field) {
    return schema(schema)
        .getJsonObject("properties")
        .getJsonObject(field)
        .getJsonArray("enum")
        .stream()
        .map(String.class::cast)
        .toList();
  }

  private JsonObject schema(String name) {
    return written.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
  }

  private JsonObject operation(String method, String path) {
    return inlined
        .getJsonObject("paths")
        .getJsonObject(path)
        .getJsonObject(method.toLowerCase(Locale.ROOT));
  }

  /** Fails where an answer is not as it is described. */
  public void holds(String method, String path, HttpResponse<byte[]> answer) {
    holds(
        method,
        path,
        answer.statusCode(),
        answer.headers().map().entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> e.getKey().toLowerCase(Locale.ROOT), e -> e.getValue().getFirst())),
        answer.body());
  }

  /**
   * Fails where an answer is not as it is described.
   *
   * @param headers by their names in small letters
   */
  void holds(String method, String path, int status, Map<String, String> headers, byte[] body) {
    String where = method + " " + path + " " + status;
    JsonObject described =
        operation(method, path).getJsonObject("responses").getJsonObject(Integer.toString(status));
    if (described == null) {
      throw new AssertionError(where + " is not described");
    }
    for (String header : described.getJsonObject("headers", new JsonObject()).fieldNames()) {
      JsonObject schema =
          described.getJsonObject("headers").getJsonObject(header).getJsonObject("schema");
      String value = headers.get(header.toLowerCase(Locale.ROOT));
      if (value == null) {
        throw new AssertionError(where + " lacks the header " + header);
      }
      validate(
          where + " " + header,
          schema,
          "integer".equals(schema.getString("type")) ? (Object) Integer.valueOf(value) : value);
    }
    JsonObject content = described.getJsonObject("content");
    if (content == null) {
      if (body.length > 0) {
        throw new AssertionError(where + " has a body");
      }
      return;
    }
    String type = headers.getOrDefault("content-type", "none");
    JsonObject form = content.getJsonObject(type);
    if (form == null) {
      throw new AssertionError(where + " is " + type + ", and not " + content.fieldNames());
    }
    Set<String> fields = seen.computeIfAbsent(where, first -> new TreeSet<>());
    if (type.equals("application/x-ndjson")) {
      for (String line : new String(body, StandardCharsets.UTF_8).lines().toList()) {
        holds(where, form.getJsonObject("schema"), new JsonObject(line), fields);
      }
    } else if (type.endsWith("json")) {
      holds(where, form.getJsonObject("schema"), Buffer.buffer(body).toJsonObject(), fields);
    }
  }

  private static void holds(String where, JsonObject schema, JsonObject json, Set<String> fields) {
    validate(where, schema, json);
    if (!schema.getJsonObject("properties").fieldNames().containsAll(json.fieldNames())) {
      throw new AssertionError(where + " has fields that are not described: " + json.encode());
    }
    fields.addAll(json.fieldNames());
  }

  private static void validate(String where, JsonObject schema, Object value) {
    OutputUnit told =
        Validator.create(
                JsonSchema.of(schema),
                new JsonSchemaOptions()
                    .setDraft(Draft.DRAFT202012)
                    .setOutputFormat(OutputFormat.Basic)
                    .setBaseUri(BASE))
            .validate(value);
    if (!Boolean.TRUE.equals(told.getValid())) {
      throw new AssertionError(where + ": " + value + " " + told.getErrors());
    }
  }

  /** Fails where an answer, as it stood on the wire, is not as it is described. */
  void holdsRaw(String method, String path, String answer) {
    int end = answer.indexOf("\r\n\r\n");
    List<String> lines = answer.substring(0, end).lines().toList();
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    int space = lines.getFirst().indexOf(' ');
    int status = Integer.parseInt(lines.getFirst().substring(space + 1, space + 4));
    holds(
        method, path, status, headers, answer.substring(end + 4).getBytes(StandardCharsets.UTF_8));
  }
}
