package io.scangate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.Designation;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.HeldDesignations;
import io.scangate.ledger.Holds;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Origin;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.People;
import io.scangate.ledger.Report;
import io.scangate.ledger.SentDesignation;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.RiskLevel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scangate intake held} on a real ledger. */
class HeldCommandIT {
  private static final int PARTITIONS = 2;

  @TempDir private Path folder;
  private final Instant now = Instant.now();
  private CommandLedger city;
  private Ledger ledger;
  private PersonRef person;

  private Run run(String... arguments) {
    List<String> line = new ArrayList<>(List.of("intake", "held"));
    line.addAll(List.of(arguments));
    line.add("--config");
    line.add(city.settings.toString());
    return Run.of(line.toArray(String[]::new));
  }

  private Run decide(String what, String... which) {
    List<String> arguments = new ArrayList<>(List.of(what));
    arguments.addAll(List.of(which));
    arguments.addAll(List.of("--operator", "wang.li", "--purpose", "asked the bureau"));
    return run(arguments.toArray(String[]::new));
  }

  @BeforeEach
  void threeContactsAreHeld() throws Exception {
    city = new CommandLedger(folder, PARTITIONS, now);
    ledger = city.ledger;
    Lookup lookup = new Lookup("ab".repeat(32));
    person =
        requireNonNull(
            new People(ledger, PARTITIONS, () -> now, new SecureRandom()::nextLong)
                .resolve(List.of(lookup))
                .get(lookup));
    List<Report> reports = new ArrayList<>();
    for (String key : List.of("k1", "k2", "k3")) {
      reports.add(
          new Report(
              person,
              FactFormat.write(new Fact.Contact(now, now, ContactKind.CLOSE)),
              Optional.of(now),
              new Origin(
                  "tracing",
                  key,
                  "CDC",
                  new Division("440304"),
                  Optional.of("Line 1"),
                  Optional.of("sheet 17"))));
    }
    new Holds(ledger).hold("tracing", "request-1", "tracing", reports, now);
  }

  @AfterEach
  void close() {
    city.close();
  }

  private List<Colour> colours() {
    List<Colour> colours = new ArrayList<>();
    for (Code code : new Outbox(ledger, person.partition(PARTITIONS)).codes()) {
      colours.add(code.colour());
    }
    return colours;
  }

  private long reads() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://" + city.database.address(),
                city.database.user(),
                city.database.password());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from staff_read where operator = 'wang.li'"
                    + " and purpose = 'asked the bureau' and person = "
                    + person.value())) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  @Test
  void whatWaitsIsListedWithoutItsPersonAndDecidedByASecondOne() throws Exception {
    Run list = run("list");
    assertThat(list.code()).isZero();
    assertThat(list.out().lines()).hasSize(3);
    assertThat(list.out()).contains("request-1", "sheet 17").doesNotContain(person.text());

    Run released = decide("release", "1");
    assertThat(released.out()).isEqualToIgnoringNewLines("1 is released.");
    assertThat(released.code()).isZero();
    assertThat(colours()).hasSize(1);
    Run again = decide("release", "1");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("nothing waits under that number");

    assertThat(decide("reject", "--request", "request-1").out().lines())
        .containsExactly("2 is rejected.", "3 is rejected.");
    assertThat(run("list").out()).isEqualToIgnoringNewLines("Nothing waits.");
    assertThat(decide("reject", "--request", "request-1").code()).isEqualTo(1);
    assertThat(reads()).isEqualTo(3);
  }

  @Test
  void aDesignationIsListedWithTheNumberOfItsResidentsAndDecidedLikeAFact() {
    Designation designation =
        new Designation(
            FactFormat.write(new Fact.Area(now, now, RiskLevel.HIGH)),
            new Origin(
                "command",
                "d-1",
                "Command",
                new Division("440304"),
                Optional.of("the district"),
                Optional.of("notice 17")),
            now,
            Optional.empty());
    HeldDesignations held = new HeldDesignations(ledger);
    assertThat(held.hold("request-2", designation, 100_000, now)).isTrue();
    assertThat(run("list").out())
        .contains("request-2", "designates 100000 people of 440304", "notice 17");
    assertThat(decide("release", "--request", "request-2").out())
        .isEqualToIgnoringNewLines("4 is released.");
    assertThat(held.find("command", "d-1").orElseThrow().state())
        .isEqualTo(SentDesignation.State.REACHING);
    assertThat(decide("reject", "4").code()).isEqualTo(1);
  }

  @Test
  void whoDecidesSaysWhoTheyAreAndWhatForAndIsNotTheSender() {
    assertThat(run("release", "1").code()).isEqualTo(2);
    assertThat(run("release", "--operator", "wang.li", "--purpose", "x").code()).isEqualTo(2);
    Run sender = run("release", "1", "--operator", "tracing", "--purpose", "urgent");
    assertThat(sender.code()).isEqualTo(1);
    assertThat(sender.err()).contains("tracing has sent it");
    assertThat(colours()).isEmpty();
  }
}
