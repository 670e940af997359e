package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.engine.DocumentExamples.Body;
import io.scangate.engine.DocumentExamples.Example;
import io.scangate.engine.intake.FactsSettings;
import io.scangate.gateway.OpenApi;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of intake.yaml are sent as they stand there, and taken. */
class IntakeExamplesIT {
  @TempDir Path directory;
  private TestLedger test;
  private TestIntake intake;
  private OpenApi document;
  private DocumentExamples examples;

  @BeforeEach
  void open() throws IOException {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    intake = new TestIntake(test, directory, FactsSettings.DEFAULT);
    document = OpenApi.read(test.vertx, Path.of("src/docs/openapi/intake.yaml"));
    examples = DocumentExamples.of(test.vertx, "intake.yaml");
  }

  @AfterEach
  void close() {
    intake.close();
    test.close();
  }

  private String send(String operation, String source, int body) throws Exception {
    Example example = examples.of(operation);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(intake.url.resolve(example.address()))
            .timeout(Duration.ofSeconds(30))
            .header("authorization", "Bearer " + intake.token(source));
    BodyPublisher sent = BodyPublishers.noBody();
    if (!example.bodies().isEmpty()) {
      Body one = example.bodies().get(body);
      request.header("content-type", one.type());
      sent = BodyPublishers.ofString(one.text());
    }
    HttpResponse<byte[]> answer =
        intake.client.send(
            request.method(example.method(), sent).build(), BodyHandlers.ofByteArray());
    document.holds(example.method(), example.path(), answer);
    String text = new String(answer.body(), StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).as(text).isBetween(200, 299);
    return text;
  }

  @Test
  void theFactsOfTheExamplesAreStored() throws Exception {
    assertThat(send("sendFacts", "laboratory", 0)).contains("\"outcome\":\"stored\"");
    assertThat(send("sendFacts", "laboratory", 1)).contains("\"stored\":1");
  }

  @Test
  void theAreaOfTheExamplesIsDesignatedSeenAndEnds() throws Exception {
    assertThat(send("designate", "neighbour", 0)).contains("\"outcome\":\"stored\"");
    assertThat(send("showDesignation", "neighbour", 0)).contains("area-2022-17");
    assertThat(send("endDesignation", "neighbour", 0)).contains("\"outcome\":\"ended\"");
    assertThat(examples.operations())
        .containsExactlyInAnyOrder("sendFacts", "designate", "showDesignation", "endDesignation");
  }
}
