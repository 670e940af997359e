package io.scangate.engine;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers {@code GET /docs/}: the OpenAPI documents, and Swagger UI as the page that shows them.
 * Open to everybody, since it tells what the repository does. Everything is of the program itself:
 * the page asks no other host, and is forbidden to. Shared.
 */
public final class DocumentRoutes implements Routes {
  /** The address. */
  public static final String PATH = "/docs/";

  private static final String HTML = "text/html; charset=utf-8";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";
  private static final String YAML = "application/yaml; charset=utf-8";

  /** Swagger UI sets styles of its own, and has pictures in its style sheet. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
          + " 'none'";

  private static final List<String> DOCUMENTS =
      List.of("casework.yaml", "intake.yaml", "ledger.yaml", "gateway.yaml", "peers.yaml");

  private record File(String type, Buffer bytes) {}

  private final Map<String, File> files = new LinkedHashMap<>();

  /** Reads all files, so that one that is missing is known at the start. */
  public DocumentRoutes() {
    put("", HTML, Packaged.page("index.html"));
    put("start.js", SCRIPT, Packaged.page("start.js"));
    put("swagger-ui.css", STYLE, Packaged.swaggerUi("swagger-ui.css"));
    for (String script : List.of("swagger-ui-bundle.js", "swagger-ui-standalone-preset.js")) {
      put(script, SCRIPT, Packaged.swaggerUi(script));
    }
    DOCUMENTS.forEach(name -> put(name, YAML, Packaged.document(name)));
  }

  private void put(String name, String type, byte[] bytes) {
    files.put(name, new File(type, Buffer.buffer(bytes)));
  }

  @Override
  public void on(Router router) {
    files.forEach(
        (name, file) -> router.get(PATH + name).handler(context -> answer(context, file)));
    var _ = router.get("/docs").handler(context -> context.redirect(PATH));
  }

  private static void answer(RoutingContext context, File file) {
    var _ =
        context
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
            .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=300")
            .putHeader("content-security-policy", POLICY)
            .putHeader("x-content-type-options", "nosniff")
            .end(file.bytes());
  }
}
