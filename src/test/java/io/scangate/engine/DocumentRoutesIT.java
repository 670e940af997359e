package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.embedded.FreePorts;
import io.scangate.ops.ProblemMeters;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page with the documents, as a browser asks for it. */
class DocumentRoutesIT {
  private static final Path DOCUMENTS = Path.of("src/docs/openapi");
  private static final Pattern OWN_FILE = Pattern.compile("(?:href|src)=\"([^\":]+)\"");
  private static final Pattern NAMED = Pattern.compile("url: \"([^\"]+)\"");

  private final int port = FreePorts.next();
  private final HttpClient browser = HttpClient.newHttpClient();
  private Vertx vertx;
  private EngineServer server;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    Answers answers = new Answers(new ProblemMeters(new SimpleMeterRegistry()));
    server =
        EngineServer.start(
                vertx,
                ServerSettings.DEFAULT.at("127.0.0.1", port),
                answers,
                new Drain(),
                List.of(new DocumentRoutes()))
            .await();
  }

  @AfterEach
  void stop() {
    var _ = server.close().await();
    var _ = vertx.close().await();
    browser.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        BodyHandlers.ofString());
  }

  private static List<String> firstGroups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).toList();
  }

  private static String written(String name) throws IOException {
    return Files.readString(DOCUMENTS.resolve(name));
  }

  @Test
  void thePageAndAllThatItAsksForAreOfTheProgram() throws Exception {
    String page = get("/docs/").body();
    List<String> files = firstGroups(OWN_FILE, page);
    assertThat(files).contains("swagger-ui.css", "swagger-ui-bundle.js", "start.js");
    for (String file : files) {
      HttpResponse<String> answer = get("/docs/" + file);
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      assertThat(answer.body()).as(file).isNotBlank();
      assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    }
    assertThat(page).doesNotContain("http://", "https://");
  }

  @Test
  void everyDocumentIsShownAsItStandsInTheRepository() throws Exception {
    List<String> shown = firstGroups(NAMED, get("/docs/start.js").body());
    try (Stream<Path> documents = Files.list(DOCUMENTS)) {
      assertThat(shown)
          .containsExactlyInAnyOrderElementsOf(
              documents.map(file -> file.getFileName().toString()).toList());
    }
    for (String name : shown) {
      assertThat(get("/docs/" + name).body()).isEqualTo(written(name));
    }
  }

  @Test
  void thePageMayAskNoOtherHost() throws Exception {
    assertThat(get("/docs/").headers().firstValue("content-security-policy").orElseThrow())
        .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'");
  }

  @Test
  void theAddressWithoutItsSlashLeadsThere() throws Exception {
    HttpResponse<String> answer = get("/docs");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("location")).hasValue("/docs/");
  }

  @Test
  void nothingElseIsServed() throws Exception {
    for (String path : List.of("/docs/..%2f..%2fpom.xml", "/docs/index.html", "/docs/x")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
  }
}
