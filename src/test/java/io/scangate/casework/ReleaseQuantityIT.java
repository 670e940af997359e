package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.engine.Deciding;
import io.scangate.engine.TestLedger;
import io.scangate.engine.intake.DocumentType;
import io.scangate.engine.intake.IdentityDocument;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.BulkLoad;
import io.scangate.ledger.BulkLoad.Newcomer;
import io.scangate.ledger.Code;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.Report;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.TestResult;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A list of many rows: read with progress, stopped, resumed, carried on by another engine, and
 * released without anybody twice. 50,000 rows with {@code -Dscangate.releases.rows=50000}.
 */
class ReleaseQuantityIT {
  private static final int ROWS = Integer.getInteger("scangate.releases.rows", 5_000);

  @TempDir Path directory;
  private Releases releases;

  @BeforeEach
  void moveIn() throws Exception {
    releases = new Releases(directory);
    TestLedger test = releases.test;
    BulkLoad load =
        new BulkLoad(
            test.settings,
            new PolicyShelf(test.ledger),
            test,
            (judging, person, learned, at) -> {
              Deciding deciding = Deciding.of(judging, person, learned, at);
              return new BulkLoad.Decided(deciding.code().after(), deciding.decision());
            });
    Map<Integer, List<Newcomer>> byPartition = new HashMap<>();
    SplittableRandom random = new SplittableRandom(7);
    for (int number = 1; number <= ROWS; number++) {
      PersonRef person = new PersonRef(random.nextLong());
      byPartition
          .computeIfAbsent(person.partition(TestLedger.PARTITIONS), p -> new ArrayList<>())
          .add(newcomer(person, number));
    }
    byPartition.forEach(load::load);
  }

  private Newcomer newcomer(PersonRef person, int number) {
    TestLedger test = releases.test;
    Instant now = test.instant();
    Instant named = now.minus(Duration.ofDays(15));
    Instant sampled = now.minus(Duration.ofDays(1));
    List<Report> reports =
        List.of(
            test.report(person, new Fact.Registered(now, now)),
            test.report(person, new Fact.Contact(now, named, ContactKind.CLOSE)),
            test.report(person, new Fact.Test(now, sampled, sampled, TestResult.NEGATIVE)));
    return new Newcomer(
        person,
        Optional.of(
            releases.casework.pepper.lookup(
                IdentityDocument.of(DocumentType.PASSPORT, Releases.passport(number)))),
        Optional.of(new Division(TestCasework.COMMUNITY)),
        reports);
  }

  @AfterEach
  void close() {
    releases.close();
  }

  private JsonObject rows(long list) {
    return releases.list(list).getJsonObject("rows");
  }

  private long count(Colour colour) {
    long count = 0;
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      for (Code code : new Outbox(releases.test.ledger, partition).codes()) {
        count += code.colour() == colour ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void aListIsReadAndReleasedWithoutDoublingWhateverStopsIt() {
    List<List<String>> rows = new ArrayList<>();
    for (int number = 1; number <= ROWS; number++) {
      rows.add(Releases.row(number));
    }
    rows.add(Releases.row(1));
    byte[] form = Releases.csv(rows);
    Instant begun = Instant.now();
    long list = releases.filed(releases.isolationPoint, Releases.CENTRALIZED + "many", form);
    releases.stretch();
    releases.stretch();
    assertThat(rows(list).getInteger("read")).isEqualTo(1_000);
    assertThat(releases.step(releases.isolationPoint, list, "stop").status()).isEqualTo(200);
    releases.work();
    assertThat(rows(list).getInteger("read")).isEqualTo(1_000);
    assertThat(releases.step(releases.isolationPoint, list, "resumption").status()).isEqualTo(200);
    releases.stretch();
    assertThat(rows(list).getInteger("read")).isEqualTo(1_500);
    takeOver();
    for (int read = 0; releases.state(list).equals("reading"); read++) {
      assertThat(read).isLessThan(ROWS);
      releases.stretch();
    }
    assertThat(rows(list).getInteger("read")).isEqualTo(ROWS + 1);
    assertThat(rows(list).getInteger("rejected")).isEqualTo(1);
    assertThat(count(Colour.RED)).isEqualTo(ROWS);
    releases.stretch();
    long released = rows(list).getInteger("released");
    assertThat(released).isEqualTo(1_000);
    assertThat(count(Colour.YELLOW)).isEqualTo(released);
    assertThat(releases.step(releases.isolationPoint, list, "stop").status()).isEqualTo(200);
    releases.work();
    assertThat(count(Colour.YELLOW)).isEqualTo(released);
    assertThat(releases.step(releases.isolationPoint, list, "resumption").status()).isEqualTo(200);
    takeOver();
    releases.work();
    assertThat(releases.state(list)).isEqualTo("done");
    assertThat(rows(list).getInteger("released")).isEqualTo(ROWS);
    assertThat(count(Colour.YELLOW)).isEqualTo(ROWS);
    System.out.printf(
        "%d rows were filed, read and released in %s%n",
        ROWS + 1, Duration.between(begun, Instant.now()));
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      for (Code code : new Outbox(releases.test.ledger, partition).codes()) {
        // One for the first day, one for the release.
        assertThat(code.version()).isEqualTo(2);
      }
    }
  }

  /** The engine is gone in the midst of it; its hold on the list ends. */
  private void takeOver() {
    releases.restart();
    releases.work();
    releases.test.passes(Duration.ofSeconds(30));
  }
}
