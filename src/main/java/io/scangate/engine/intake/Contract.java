package io.scangate.engine.intake;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document of the intake, and the judge of what is sent by it. Shared. */
public final class Contract {
  private static final String DOCUMENT = "intake.yaml";
  private static final Set<String> UNKNOWN =
      Set.of("application/x-ndjson", "application/problem+json");

  private final Validator batch;
  private final Validator row;

  private Contract(Validator batch, Validator row) {
    this.batch = batch;
    this.row = row;
  }

  /** Loads the document that comes with the program. */
  public static Future<Contract> load(Vertx vertx) {
    JsonObject document = document();
    return OpenAPIContract.from(vertx, known(document)).map(contract -> of(contract, document));
  }

  private static Contract of(OpenAPIContract contract, JsonObject document) {
    JsonObject schemas = document.getJsonObject("components").getJsonObject("schemas");
    JsonObject batch = schemas.getJsonObject("Batch").copy();
    // Every row is judged by itself, so that a bad one does not hold back the others.
    batch.getJsonObject("properties").getJsonObject("facts").remove("items");
    return new Contract(
        validator(contract, batch), validator(contract, schemas.getJsonObject("Row")));
  }

  private static Validator validator(OpenAPIContract contract, JsonObject schema) {
    return contract
        .getSchemaRepository()
        .validator(
            JsonSchema.of(schema),
            new JsonSchemaOptions()
                .setBaseUri("app://")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
  }

  /** The document as it stands. */
  static JsonObject document() {
    try (InputStream in = Contract.class.getResourceAsStream(DOCUMENT)) {
      if (in == null) {
        throw new IllegalStateException(DOCUMENT + " of src/docs/openapi is not in the program");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Object tree =
          new Load(LoadSettings.builder().setLabel(DOCUMENT).build()).loadFromString(text);
      return new JsonObject(Json.encode(tree));
    } catch (IOException e) {
      throw new IllegalStateException(DOCUMENT + " cannot be read", e);
    }
  }

  /**
   * The library knows neither streams of rows nor problems. A row of a stream is judged as one of a
   * batch is; answers are held to the document by a test.
   */
  private static JsonObject known(JsonObject document) {
    JsonObject copy = document.copy();
    removeUnknown(copy);
    return copy;
  }

  private static void removeUnknown(JsonObject object) {
    for (String name : List.copyOf(object.fieldNames())) {
      if (object.getValue(name) instanceof JsonObject inner) {
        removeUnknown(inner);
        if (UNKNOWN.contains(name) || (name.equals("content") && inner.isEmpty())) {
          object.remove(name);
        }
      }
    }
  }

  /** What is wrong with the shape of a row. */
  Optional<String> faultOf(Map<?, ?> object) {
    return fault(row, object);
  }

  /** What is wrong with the shape of a batch, apart from its rows. */
  Optional<String> faultOfBatch(Map<?, ?> object) {
    return fault(batch, object);
  }

  private static Optional<String> fault(Validator validator, Map<?, ?> object) {
    @SuppressWarnings("unchecked")
    JsonObject json = new JsonObject((Map<String, Object>) object);
    OutputUnit found = validator.validate(json);
    if (found.getValid()) {
      return Optional.empty();
    }
    List<OutputUnit> errors = Optional.ofNullable(found.getErrors()).orElse(List.of());
    // The innermost says most, and of those the last.
    return Optional.of(
        errors.stream()
            .reduce((one, next) -> depth(next) >= depth(one) ? next : one)
            .map(Contract::words)
            .orElse("not of the shape of the document"));
  }

  private static long depth(OutputUnit unit) {
    return String.valueOf(unit.getInstanceLocation()).chars().filter(c -> c == '/').count();
  }

  private static String words(OutputUnit unit) {
    String where = String.valueOf(unit.getInstanceLocation());
    String path = where.startsWith("#/") ? where.substring(2).replace('/', '.') + ": " : "";
    return path + unit.getError();
  }
}
