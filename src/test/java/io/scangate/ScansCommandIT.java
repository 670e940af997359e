package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.credential.ScanDayKey;
import io.scangate.credential.SealingKey;
import io.scangate.engine.scans.ScanDays;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.ScanBlock;
import io.scangate.ledger.ScanRow;
import io.scangate.ledger.ScanShelf;
import io.scangate.ledger.StaffReadRows;
import io.scangate.serve.ScanKey;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scangate scans}: what contact tracers find, and what is destroyed. */
class ScansCommandIT {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
  private static final PersonRef PERSON = new PersonRef(6);
  private final Instant then = now.minus(Duration.ofDays(9));

  @TempDir private Path folder;
  private final SecureRandom random = new SecureRandom();
  private CommandLedger city;
  private Ledger ledger;
  private SealingKey seal;

  @BeforeEach
  void somebodyIsScannedTodayAndNineDaysAgo() throws Exception {
    city = new CommandLedger(folder, 2, now);
    ledger = city.ledger;
    seal = ScanKey.of(ScanKey.in(folder), false);
    store(now, "V1");
    store(then, "V2");
  }

  @AfterEach
  void close() {
    city.close();
  }

  private void store(Instant at, String checkpoint) {
    ScanShelf shelf = new ScanShelf(ledger);
    LocalDate day = ScanDays.of(at);
    ScanDayKey key = ScanDayKey.generate(day, random);
    byte[] kept = shelf.open(day, key.sealed(seal, random));
    ScanDayKey holds = ScanDayKey.open(day, kept, seal).orElseThrow();
    UUID id = UUID.randomUUID();
    ScanRow row =
        new ScanRow(
            day,
            id,
            at,
            checkpoint,
            1,
            1,
            2,
            1,
            3,
            Buffer.buffer(holds.seal(PERSON, id, random)),
            holds.mark(PERSON),
            null);
    assertThat(
            shelf.store(0, List.of(new ScanBlock(Optional.empty(), 1, List.of(row))), now).fresh())
        .isEqualTo(1);
  }

  private Run run(String... arguments) {
    List<String> line = new ArrayList<>(List.of("scans"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--config", city.settings.toString()));
    return Run.of(line.toArray(String[]::new));
  }

  private Run list(PersonRef person, LocalDate day) {
    return run(
        "list",
        person.text(),
        "--day",
        day.toString(),
        "--operator",
        "tracer 7",
        "--purpose",
        "case 12");
  }

  private List<String> reads() {
    return StaffReadRows.of(ledger);
  }

  @Test
  void aTracerFindsWhereSomebodyWasAndLeavesARow() {
    Run run = list(PERSON, ScanDays.of(now));

    assertThat(run.code()).isZero();
    assertThat(run.out().split("\t"))
        .startsWith(now.atOffset(ScanDays.ZONE).toString(), "V1", "admit", "stale");
    assertThat(reads()).containsExactly("tracer 7: scans list for case 12");
    assertThat(list(new PersonRef(8), ScanDays.of(now)).code()).isEqualTo(1);
    assertThat(list(PERSON, ScanDays.of(now).minusDays(2)).err()).contains("No scans of");
  }

  @Test
  void whoDoesNotSayWhoTheyAreIsToldNothing() {
    Run run = run("list", PERSON.text(), "--day", ScanDays.of(now).toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--operator");
  }

  @Test
  void whatIsDestroyedIsFoundByNobody() {
    assertThat(list(PERSON, ScanDays.of(then)).code()).isZero();
    Run destroyed = run("destroy", "--before", ScanDays.of(now).minusDays(8).toString());

    assertThat(destroyed.out()).contains("Destroyed: " + ScanDays.of(then));
    assertThat(list(PERSON, ScanDays.of(then)).code()).isEqualTo(1);
    assertThat(list(PERSON, ScanDays.of(now)).code()).isZero();
    assertThat(run("destroy", "--before", ScanDays.of(now).toString()).code()).isEqualTo(2);
  }

  @Test
  void withoutTheKeyFileItSaysWhatIsMissing() throws Exception {
    Files.delete(ScanKey.in(folder));
    Run without = list(PERSON, ScanDays.of(now));
    assertThat(without.code()).isEqualTo(1);
    assertThat(without.err()).contains("scans.key is missing");

    var _ = ScanKey.of(ScanKey.in(folder), false);
    Run other = list(PERSON, ScanDays.of(now));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("sealed under another key");
  }
}
