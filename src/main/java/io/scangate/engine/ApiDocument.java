package io.scangate.engine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * An OpenAPI document that comes with the program: what senders read is what they are judged by.
 * Shared.
 */
public final class ApiDocument {
  private static final String KNOWN = "application/json";

  private final JsonObject json;
  private final SchemaRepository repository;

  private ApiDocument(JsonObject json, SchemaRepository repository) {
    this.json = json;
    this.repository = repository;
  }

  /**
   * Loads a document; fails where it is no OpenAPI 3.1.
   *
   * @param name its file in {@code src/docs/openapi}
   */
  public static Future<ApiDocument> load(Vertx vertx, String name) {
    JsonObject written = read(name);
    return OpenAPIContract.from(vertx, known(written))
        .map(
            contract ->
                new ApiDocument(
                    (JsonObject) inlined(written, written), contract.getSchemaRepository()));
  }

  private static JsonObject read(String name) {
    String text = new String(Packaged.document(name), StandardCharsets.UTF_8);
    Object tree = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text);
    return new JsonObject(Json.encode(tree));
  }

  /**
   * The library knows neither streams, nor files, nor problems, nor servers at the address that the
   * document was had from. What is sent in another form than JSON is judged by its reader; answers
   * are held to the document by tests.
   */
  private static JsonObject known(JsonObject document) {
    JsonObject copy = document.copy();
    var _ = copy.remove("servers");
    keepKnown(copy);
    return copy;
  }

  private static void keepKnown(JsonObject object) {
    for (String name : List.copyOf(object.fieldNames())) {
      if (object.getValue(name) instanceof JsonObject inner) {
        if (name.equals("content")) {
          for (String type : List.copyOf(inner.fieldNames())) {
            if (!type.equals(KNOWN)) {
              inner.remove(type);
            }
          }
        }
        keepKnown(inner);
        if (name.equals("content") && inner.isEmpty()) {
          object.remove(name);
        } else if (name.equals("requestBody") && !inner.containsKey("content")) {
          object.remove(name);
        }
      }
    }
  }

  /** The same with what is referred to in the place of every reference. */
  private static Object inlined(Object part, JsonObject whole) {
    return switch (part) {
      case JsonObject map when map.containsKey("$ref") -> {
        String to = map.getString("$ref");
        Object found = JsonPointer.fromURI(URI.create(to)).queryJson(whole);
        if (found == null) {
          throw new IllegalStateException("an OpenAPI document has no " + to);
        }
        yield inlined(found, whole);
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

  /** The document, with what is referred to in the place of every reference. */
  public JsonObject json() {
    return json.copy();
  }

  /** What a schema of the document asks of values. */
  public Shape shape(JsonObject schema) {
    return new Shape(
        repository.validator(
            JsonSchema.of(schema),
            new JsonSchemaOptions()
                .setBaseUri("app://")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic)));
  }
}
