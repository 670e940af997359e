package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SignedRoot;
import io.scangate.credential.SigningKey;
import io.scangate.engine.Engine;
import io.scangate.engine.Notary;
import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.Content;
import io.scangate.ledger.Designation;
import io.scangate.ledger.Designations;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Origin;
import io.scangate.ledger.Outbox;
import io.scangate.ledger.People;
import io.scangate.ledger.PolicyDesk;
import io.scangate.ledger.Report;
import io.scangate.ledger.TestPostgres;
import io.scangate.ops.BulkMeters;
import io.scangate.policy.PolicyFile;
import io.scangate.policy.Setting;
import io.scangate.transition.Fact;
import io.scangate.transition.RiskLevel;
import io.scangate.transition.TestResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scangate audit verify} where whole areas and a new policy decided about people again. */
class BulkWorkAuditIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:00Z");
  private static final int PARTITIONS = 2;
  private static final int PEOPLE = 1_300;
  private static final int TESTED = 40;
  private static final Division STREET = new Division("440303001");
  private static final Division HOME = new Division("440303001001");

  @TempDir private Path folder;
  private final BulkMeters meters = new BulkMeters(new SimpleMeterRegistry());
  private CommandLedger city;
  private Ledger ledger;
  private Engine engine;
  private Instant now = MORNING;
  private int keysUsed;

  @BeforeEach
  void found() throws Exception {
    city = new CommandLedger(folder, PARTITIONS, now);
    ledger = city.ledger;
    engine = new Engine(ledger, PARTITIONS, () -> now, (partition, recorded) -> {});
  }

  @AfterEach
  void close() {
    engine.close();
    city.close();
  }

  private Report report(PersonRef person, Content content) {
    return new Report(person, content, Optional.of(now), origin("key-" + keysUsed++, HOME));
  }

  private static Origin origin(String key, Division division) {
    return new Origin(
        "source", key, "Command", division, Optional.of("the street"), Optional.of("notice 17"));
  }

  private void bring(List<Report> reports) throws Exception {
    assertThat(engine.record(reports).get()).containsOnly(Outcome.STORED);
  }

  private List<PersonRef> residents(int people) throws Exception {
    List<Lookup> lookups = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      lookups.add(new Lookup("%064x".formatted(1 + keysUsed++)));
    }
    List<PersonRef> there =
        List.copyOf(
            new People(ledger, PARTITIONS, () -> now, new SecureRandom()::nextLong)
                .resolve(lookups)
                .values());
    List<Report> reports = new ArrayList<>();
    for (PersonRef person : there) {
      reports.add(report(person, FactFormat.write(new Fact.Registered(now, now))));
      reports.add(report(person, FactFormat.residence(HOME)));
    }
    bring(reports);
    return there;
  }

  private void designate(String key, RiskLevel level) {
    Designation designation =
        new Designation(
            FactFormat.write(new Fact.Area(now, now, level)),
            origin(key, STREET),
            now,
            Optional.empty());
    assertThat(new Designations(ledger).designate(designation, now))
        .isInstanceOf(Designations.Outcome.Stored.class);
  }

  /** So many rounds of all that is due, or to the end. */
  private void work(int rounds) {
    for (int i = 0; i < rounds && !engine.bulkWork().queue().waiting(now).isEmpty(); i++) {
      int _ = engine.bulkWork().round(meters);
    }
  }

  private void isApproved(String version, Instant inForceFrom) throws Exception {
    String text =
        Files.readString(Path.of("config/policies/seven-plus-three.yaml"))
            .replaceFirst("(?m)^version: .*$", "version: \"" + version + "\"")
            .replaceFirst("(?m)^inForceFrom: .*$", "inForceFrom: " + inForceFrom)
            .replaceFirst("(?s)( high-risk-area:.*?duration: )P14D", "$1P7D");
    PolicyDesk desk = new PolicyDesk(ledger);
    assertThat(desk.propose(PolicyFile.parse(version, text), "Li", now))
        .isInstanceOf(PolicyDesk.Step.Proposed.class);
    assertThat(desk.activate(version, "Wang", now)).isInstanceOf(PolicyDesk.Step.Activated.class);
  }

  private void signRoot() {
    SigningKey signing = city.keys.signing(KeyUse.LISTS, now).orElseThrow();
    var _ =
        new Notary(ledger, () -> now, root -> SignedRoot.issue(signing, CryptoSuite.choose(), root))
            .round();
  }

  private long of(Colour colour) {
    long number = 0;
    for (int partition = 0; partition < PARTITIONS; partition++) {
      for (Code code : new Outbox(ledger, partition).codes()) {
        number += code.colour() == colour ? 1 : 0;
      }
    }
    return number;
  }

  private Run verify() {
    return Run.of("audit", "verify", "--config", city.settings.toString());
  }

  /**
   * The street is designated; in the midst of it a policy is approved and enters the chains. Eight
   * days later the policy, which asks for seven days where the one before asks for fourteen, comes
   * into force and lets some go home; the street is designated again while it is brought to
   * everybody, and somebody moves in.
   */
  private void aStreetIsDesignatedAndAPolicyComesIntoForce() throws Exception {
    List<PersonRef> there = residents(PEOPLE);
    designate("d-1", RiskLevel.HIGH);
    work(1);
    signRoot();
    isApproved("7+3", MORNING.plus(Duration.ofDays(8)));
    work(1);
    var _ = residents(3);
    work(Integer.MAX_VALUE);
    assertThat(of(Colour.RED)).isEqualTo(PEOPLE + 3);

    now = MORNING.plus(Duration.ofDays(7).plusHours(23));
    List<Report> free = new ArrayList<>();
    for (PersonRef person : there.subList(0, TESTED)) {
      free.add(report(person, FactFormat.write(new Fact.Test(now, now, now, TestResult.NEGATIVE))));
      free.add(
          report(
              person, FactFormat.write(new Fact.IsolationReleased(now, now, Setting.CENTRALIZED))));
    }
    bring(free);
    assertThat(of(Colour.RED)).isEqualTo(PEOPLE + 3);
    signRoot();

    now = MORNING.plus(Duration.ofDays(8));
    work(1);
    designate("d-2", RiskLevel.MEDIUM);
    work(2);
    var _ = residents(3);
    work(Integer.MAX_VALUE);
    assertThat(of(Colour.YELLOW)).isEqualTo(TESTED);
    now = now.plusSeconds(60);
    signRoot();
  }

  @Test
  void everybodyWhoWasDecidedAboutInBulkIsVerifiedClean() throws Exception {
    aStreetIsDesignatedAndAPolicyComesIntoForce();
    Run run = verify();
    assertThat(run.out()).endsWith(": nothing is wrong\n").contains("1,306 people, ");
    assertThat(run.code()).isZero();
  }

  @Test
  void whatBulkWorkStoredCannotBeChangedUnnoticed() throws Exception {
    aStreetIsDesignatedAndAPolicyComesIntoForce();
    TestPostgres.asSuperuser(
        city.database.database(),
        "set session_replication_role = replica; update fact set detail = 'medium' where"
            + " (partition, at) in (select partition, at from fact where key like 'designation:1 %'"
            + " limit 1)");
    Run run = verify();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("fact").contains("wrong");
  }
}
