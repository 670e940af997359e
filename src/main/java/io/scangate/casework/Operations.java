package io.scangate.casework;

import io.scangate.engine.ApiDocument;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The OpenAPI document of the procedures, operation by operation. Shared. */
public final class Operations {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final Map<String, Operation> byId = new TreeMap<>();

  private Operations(ApiDocument document) {
    JsonObject paths = document.json().getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject described = paths.getJsonObject(path);
      JsonArray shared = described.getJsonArray("parameters", new JsonArray());
      for (String method : described.fieldNames()) {
        if (METHODS.contains(method)) {
          JsonObject one = described.getJsonObject(method);
          byId.put(
              one.getString("operationId"), new Operation(document, method, path, one, shared));
        }
      }
    }
  }

  /** Loads the document that comes with the program. */
  public static Future<Operations> load(Vertx vertx) {
    return ApiDocument.load(vertx, "casework.yaml").map(Operations::new);
  }

  Operation get(String id) {
    Operation operation = byId.get(id);
    if (operation == null) {
      throw new IllegalStateException("casework.yaml has no operation " + id);
    }
    return operation;
  }

  Set<String> ids() {
    return Set.copyOf(byId.keySet());
  }
}
