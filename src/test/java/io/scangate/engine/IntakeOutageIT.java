package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.FaultyProxy;
import io.scangate.engine.intake.FactsSettings;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
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

/** The ledger goes away and comes back: senders are told to come again, and nothing is lost. */
class IntakeOutageIT {
  @TempDir Path directory;
  private TestLedger test;
  private FaultyProxy network;
  private Ledger ledger;
  private TestIntake intake;

  @BeforeEach
  void open() throws IOException {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    LedgerSettings direct = test.settings;
    network = FaultyProxy.before(direct.port());
    ledger =
        Ledger.open(
            test.vertx,
            new LedgerSettings(
                direct.host(),
                network.port(),
                direct.database(),
                direct.user(),
                direct.password(),
                direct.trust(),
                direct.connections()));
    intake = new TestIntake(test, ledger, directory, FactsSettings.DEFAULT);
  }

  @AfterEach
  void close() {
    network.heal();
    intake.close();
    ledger.close();
    network.close();
    test.close();
  }

  @Test
  void aBatchIsToldToComeAgainAndIsTakenWhenTheLedgerIsBack() {
    PersonRef person = test.somebody();
    JsonObject row = intake.negative("t1", person);
    assertThat(intake.batch("laboratory", row).statusCode()).isEqualTo(202);
    network.refuse();
    HttpResponse<String> away = intake.batch("laboratory", intake.negative("t2", person));
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("retry-after")).contains("2");
    assertThat(away.body())
        .contains("The ledger cannot be reached")
        .doesNotContain("onnection")
        .doesNotContain(person.text());
    assertThat(intake.problems(503)).isEqualTo(1);
    network.heal();
    JsonObject back =
        new JsonObject(intake.batch("laboratory", row, intake.negative("t2", person)).body());
    assertThat(back.getInteger("repeated")).isEqualTo(1);
    assertThat(back.getInteger("stored")).isEqualTo(1);
  }

  @Test
  void aStreamIsToldHowFarItWasTakenAndGoesOnFromThere() throws IOException {
    PersonRef person = test.somebody();
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(intake.negative("t" + i, person).encode());
    }
    try (Wire wire = new Wire(intake, "laboratory")) {
      for (String row : rows.subList(0, 500)) {
        wire.row(row);
      }
      JsonObject line = wire.line();
      while (line.getInteger("through") < 500) {
        line = wire.line();
      }
      network.refuse();
      for (String row : rows.subList(500, 1_000)) {
        wire.row(row);
      }
      JsonObject last = wire.line();
      assertThat(last.getJsonObject("problem").getInteger("status")).isEqualTo(503);
      assertThat(last.getInteger("through")).isEqualTo(500);
    }
    network.heal();
    List<JsonObject> answer = intake.stream("laboratory", rows);
    JsonObject end = answer.getLast();
    assertThat(end.getInteger("repeated")).isEqualTo(500);
    assertThat(end.getInteger("stored")).isEqualTo(500);
  }
}
