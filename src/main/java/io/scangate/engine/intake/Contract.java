package io.scangate.engine.intake;

import io.scangate.engine.ApiDocument;
import io.scangate.engine.Shape;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** The OpenAPI document of the intake, and the judge of what is sent by it. Shared. */
public final class Contract {
  private final Shape batch;
  private final Shape row;
  private final Shape designation;
  private final Shape end;
  private final SureShape surelyRow;

  private Contract(Shape batch, Shape row, SureShape surelyRow, Shape designation, Shape end) {
    this.batch = batch;
    this.row = row;
    this.surelyRow = surelyRow;
    this.designation = designation;
    this.end = end;
  }

  /** Loads the document that comes with the program. */
  public static Future<Contract> load(Vertx vertx) {
    return ApiDocument.load(vertx, "intake.yaml").map(Contract::of);
  }

  private static Contract of(ApiDocument document) {
    JsonObject schemas = document.json().getJsonObject("components").getJsonObject("schemas");
    JsonObject batch = schemas.getJsonObject("Batch");
    // Every row is judged by itself, so that a bad one does not hold back the others.
    batch.getJsonObject("properties").getJsonObject("facts").remove("items");
    JsonObject row = schemas.getJsonObject("Row");
    return new Contract(
        document.shape(batch),
        document.shape(row),
        SureShape.of(row),
        document.shape(schemas.getJsonObject("Designation")),
        document.shape(schemas.getJsonObject("End")));
  }

  /** What is wrong with the shape of a row. */
  Optional<String> faultOf(Map<?, ?> object) {
    return isSurelyRow(object) ? Optional.empty() : faultByValidator(object);
  }

  /** Whether it needs no validator to see that a row has its shape. */
  boolean isSurelyRow(Map<?, ?> object) {
    return surelyRow.surelyHas(object);
  }

  /** What the validator has to say of a row. */
  Optional<String> faultByValidator(Map<?, ?> object) {
    return row.faultOf(json(object));
  }

  /** What is wrong with the shape of a batch, apart from its rows. */
  Optional<String> faultOfBatch(Map<?, ?> object) {
    return batch.faultOf(json(object));
  }

  /** What is wrong with the shape of a designation. */
  Optional<String> faultOfDesignation(Map<?, ?> object) {
    return designation.faultOf(json(object));
  }

  /** What is wrong with the shape of an end. */
  Optional<String> faultOfEnd(Map<?, ?> object) {
    return end.faultOf(json(object));
  }

  private static JsonObject json(Map<?, ?> object) {
    @SuppressWarnings("unchecked")
    JsonObject json = new JsonObject((Map<String, Object>) object);
    return json;
  }
}
