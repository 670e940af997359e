package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.engine.intake.FactsSettings;
import io.scangate.health.PersonRef;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams of rows, longer than any batch, and senders that read slowly. */
class IntakeStreamIT {
  private static final int ROWS = 20_000;

  @TempDir Path directory;
  private TestLedger test;
  private TestIntake intake;

  @BeforeEach
  void open() throws IOException {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    intake = new TestIntake(test, directory, FactsSettings.DEFAULT);
  }

  @AfterEach
  void close() {
    intake.close();
    test.close();
  }

  @Test
  void twentyThousandRowsAreTakenInChunksThatAreAnsweredOneByOne() throws IOException {
    PersonRef person = test.somebody();
    try (Wire wire = new Wire(intake, "laboratory")) {
      for (int i = 0; i < 500; i++) {
        wire.row(intake.negative("t" + i, person).encode());
      }
      JsonObject first = wire.line();
      while (first.getInteger("through") < 500) {
        first = wire.line();
      }
      assertThat(first.getInteger("stored")).isEqualTo(500);
      assertThat(intake.rows("laboratory", "stored")).isEqualTo(500);
    }
    List<String> rows = new ArrayList<>();
    List<PersonRef> people = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      people.add(test.somebody());
    }
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          i % 1_000 == 17
              ? "{\"key\":\"bad\"}"
              : intake.registered("s" + i, people.get(i % 40)).encode());
    }
    List<JsonObject> answer = intake.stream("registration", rows);
    JsonObject end = answer.getLast();
    assertThat(end.getBoolean("end")).isTrue();
    assertThat(end.getInteger("through")).isEqualTo(ROWS);
    assertThat(end.getInteger("stored")).isEqualTo(ROWS - 20);
    assertThat(answer.stream().filter(line -> line.containsKey("position")))
        .extracting(line -> line.getInteger("position") % 1_000)
        .hasSize(20)
        .containsOnly(18);
  }

  @Test
  void aSenderThatDoesNotReadIsNotReadFromAndLosesNothing() throws Exception {
    String filling = "x".repeat(2_000);
    try (Wire wire = new Wire(intake, "laboratory")) {
      Thread sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < ROWS; i++) {
                        wire.row("{\"key\":\"k" + i + "\",\"" + filling + "\":1}");
                      }
                      wire.end();
                    } catch (IOException e) {
                      throw new IllegalStateException(e);
                    }
                  });
      // Two thousand characters of each row come back in its refusal: 40 MB, far beyond what
      // the sockets on both sides hold.
      Await.until("rows were refused", () -> intake.refused("malformed") > 0);
      int told = 0;
      JsonObject line = wire.line();
      while (!line.containsKey("end")) {
        if (line.containsKey("position")) {
          told++;
          assertThat(line.getInteger("position")).isEqualTo(told);
          // Refused, and not yet read here: no more than a chunk and what sockets hold.
          assertThat(intake.refused("malformed") - told).isLessThan(8_000);
        }
        line = wire.line();
      }
      assertThat(told).isEqualTo(ROWS);
      assertThat(line.getInteger("refused")).isEqualTo(ROWS);
      sender.join();
    }
  }

  @Test
  void aRowThatIsTooLongIsToldAndTheNextOnesAreTaken() {
    PersonRef person = test.somebody();
    List<JsonObject> answer =
        intake.stream(
            "laboratory",
            List.of(
                intake.negative("t1", person).encode(),
                "{\"key\":\"" + "x".repeat(20 << 10) + "\"}",
                "no json",
                "",
                intake.negative("t2", person).encode()));
    assertThat(answer.get(0).getString("reason")).isEqualTo("too-large");
    assertThat(answer.get(0).getInteger("position")).isEqualTo(2);
    assertThat(answer.get(1).getString("reason")).isEqualTo("malformed");
    assertThat(answer.getLast().getInteger("stored")).isEqualTo(2);
  }

  @Test
  void aStreamWithoutRowsAndAnAtomicOneAreRefused() {
    String token = intake.token("laboratory");
    HttpResponse<String> empty =
        intake.send(intake.request(token, "application/x-ndjson", "\n\n", ""));
    assertThat(empty.statusCode()).isEqualTo(400);
    HttpResponse<String> atomic =
        intake.send(intake.request(token, "application/x-ndjson", "{}", "?atomic=true"));
    assertThat(atomic.statusCode()).isEqualTo(400);
  }

  @Test
  void whatCameBeforeTheSenderWentAwayIsStored() throws IOException {
    PersonRef person = test.somebody();
    try (Wire wire = new Wire(intake, "laboratory")) {
      wire.row(intake.negative("t1", person).encode());
      wire.row(intake.negative("t2", person).encode());
      wire.leave();
      Await.until("both are stored", () -> intake.rows("laboratory", "stored") == 2);
    }
  }
}
