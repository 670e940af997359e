package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.engine.PartitionWriter.Outcome;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Content;
import io.scangate.ledger.Designation;
import io.scangate.ledger.Designations;
import io.scangate.ledger.Designations.Ending;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Finding;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Origin;
import io.scangate.ledger.PolicyDesk;
import io.scangate.ledger.Report;
import io.scangate.ops.BulkMeters;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.scangate.transition.Fact;
import io.scangate.transition.RiskLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkWorkIT {
  private static final Instant MORNING = Instant.parse("2022-03-01T08:00:00Z");
  private static final Division STREET = new Division("440303001");
  private static final Division FIRST = new Division("440303001001");
  private static final Division LAST = new Division("440303001999");
  private static final Division BEFORE = new Division("440303000001");
  private static final Division BEYOND = new Division("440303002001");

  private final BulkMeters meters = new BulkMeters(new SimpleMeterRegistry());
  private TestLedger test;
  private Engine engine;
  private Designations designations;

  @BeforeEach
  void found() {
    test = new TestLedger(MORNING);
    engine = engine();
    designations = new Designations(test.ledger);
  }

  private Engine engine() {
    return new Engine(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
  }

  @AfterEach
  void end() {
    engine.close();
    test.close();
  }

  private List<PersonRef> residents(int many, Division community) throws Exception {
    List<Lookup> lookups = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      lookups.add(new Lookup("%s%052x".formatted(community.code(), i)));
    }
    List<PersonRef> people = List.copyOf(test.people.resolve(lookups).values());
    List<Report> reports = new ArrayList<>();
    for (PersonRef person : people) {
      reports.add(residence(person, community));
      reports.add(test.report(person, new Fact.Registered(test.instant(), test.instant())));
    }
    assertThat(engine.record(reports).get()).containsOnly(Outcome.STORED);
    return people;
  }

  private Report residence(PersonRef person, Division community) {
    Report any = test.report(person, new Fact.Registered(test.instant(), test.instant()));
    return new Report(person, FactFormat.residence(community), any.happenedAt(), any.origin());
  }

  private void moves(PersonRef person, Division community) throws Exception {
    assertThat(engine.record(List.of(residence(person, community))).get())
        .containsExactly(Outcome.STORED);
  }

  private Designation high(Division area, String key) {
    Content content =
        FactFormat.write(new Fact.Area(test.instant(), test.instant(), RiskLevel.HIGH));
    Origin origin =
        new Origin(
            "command-office",
            key,
            "District Command",
            area,
            Optional.of("the whole street"),
            Optional.of("notice 17"));
    return new Designation(content, origin, test.instant(), Optional.empty());
  }

  private long designate(Division area) {
    return switch (designations.designate(high(area, "d-" + area.code()), test.instant())) {
      case Designations.Outcome.Stored(long id, long _) -> id;
      case Designations.Outcome other -> throw new AssertionError(other);
    };
  }

  /** Also where another engine is at work: none has done its part before all is done. */
  private void finish(Engine by) {
    while (!by.bulkWork().queue().waiting(test.instant()).isEmpty()) {
      int _ = by.bulkWork().round(meters);
    }
  }

  /** How many facts about an area each has got. */
  private Map<PersonRef, Integer> reached() throws SQLException {
    Map<PersonRef, Integer> reached = new HashMap<>();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select person, count(*) from fact where kind in (6, 7) group by person")) {
      while (rows.next()) {
        reached.put(new PersonRef(rows.getLong(1)), rows.getInt(2));
      }
    }
    return reached;
  }

  private List<String> column(String sql) throws SQLException {
    List<String> column = new ArrayList<>();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        column.add(rows.getString(1));
      }
    }
    return column;
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(test.settings.host(), test.settings.port(), test.settings.database()),
        test.settings.user(),
        test.settings.password());
  }

  private void verifiesClean() {
    List<Finding> findings = new ArrayList<>();
    LedgerAudit audit = new LedgerAudit(test.ledger, findings::add, more -> {});
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      audit.partition(partition);
    }
    assertThat(findings).isEmpty();
  }

  private static void eachOnce(Map<PersonRef, Integer> reached, List<PersonRef> people) {
    assertThat(reached).containsOnlyKeys(people);
    assertThat(reached.values()).containsOnly(1);
  }

  @Test
  void everybodyWhoLivesThereGetsOneFactAndNobodyElse() throws Exception {
    List<PersonRef> there = new ArrayList<>(residents(1_300, FIRST));
    there.addAll(residents(1_700, LAST));
    var _ = residents(50, BEFORE);
    var _ = residents(50, BEYOND);
    test.passes(Duration.ofHours(1));
    Designation high = high(STREET, "d-1");
    assertThat(designations.designate(high, test.instant()))
        .isEqualTo(new Designations.Outcome.Stored(1, 3_000));
    finish(engine);
    eachOnce(reached(), there);
    assertThat(column("select colour from code group by colour order by colour"))
        .containsExactly("1", "3");
    assertThat(designations.designate(high, test.instant()))
        .isEqualTo(new Designations.Outcome.Repeated(1, 3_000));
    assertThat(designations.designate(high(FIRST, "d-1"), test.instant()))
        .isEqualTo(new Designations.Outcome.Conflicting());
    finish(engine);
    eachOnce(reached(), there);
    assertThat(column("select sum(done) from work where finished_at is not null"))
        .containsExactly("3000");
    verifiesClean();
  }

  @Test
  void whoRegistersBeforeWhileAndAfterTheWorkPassesGetsTheFactOnce() throws Exception {
    List<PersonRef> there = new ArrayList<>(residents(2_500, LAST));
    long _ = designate(STREET);
    there.addAll(residents(20, FIRST));
    assertThat(reached()).hasSize(20);
    assertThat(engine.bulkWork().round(meters)).isEqualTo(1_000);
    there.addAll(residents(20, new Division("440303001002")));
    there.addAll(residents(20, new Division("440303001998")));
    finish(engine);
    there.addAll(residents(20, new Division("440303001003")));
    finish(engine);
    eachOnce(reached(), there);
    verifiesClean();
  }

  @Test
  void whoMovesInEitherDirectionWhileTheWorkPassesGetsTheFactOnce() throws Exception {
    List<PersonRef> first = residents(600, FIRST);
    List<PersonRef> last = residents(2_000, LAST);
    List<PersonRef> outside = residents(20, BEYOND);
    long _ = designate(STREET);
    // All of the first community in part, and nobody of the last.
    assertThat(engine.bulkWork().round(meters)).isPositive();
    List<PersonRef> expected = new ArrayList<>(first);
    expected.addAll(last);
    for (int i = 0; i < 5; i++) {
      moves(first.get(i), BEYOND);
      moves(last.get(i), BEYOND);
      moves(last.get(10 + i), FIRST);
      moves(first.get(10 + i), LAST);
      moves(outside.get(i), FIRST);
      moves(outside.get(5 + i), LAST);
      expected.add(outside.get(i));
      expected.add(outside.get(5 + i));
    }
    finish(engine);
    moves(outside.get(15), LAST);
    moves(outside.get(15), BEYOND);
    moves(outside.get(15), FIRST);
    expected.add(outside.get(15));
    eachOnce(reached(), expected);
    verifiesClean();
  }

  @Test
  void peopleWhoMoveAboutAreReachedOnceByTwoEnginesAtOnce() throws Exception {
    List<PersonRef> there = new ArrayList<>(residents(2_000, FIRST));
    there.addAll(residents(2_000, LAST));
    long _ = designate(STREET);
    AtomicBoolean moving = new AtomicBoolean(true);
    Random random = new Random(7);
    try (Engine other = engine()) {
      CompletableFuture<Void> movers =
          CompletableFuture.runAsync(
              () -> {
                try {
                  while (moving.get()) {
                    PersonRef person = there.get(random.nextInt(there.size()));
                    moves(
                        person,
                        random.nextBoolean() ? FIRST : random.nextBoolean() ? LAST : BEYOND);
                  }
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> finish(other));
      finish(engine);
      beside.get();
      moving.set(false);
      movers.get();
    }
    eachOnce(reached(), there);
    assertThat(column("select 1 from work where finished_at is null")).isEmpty();
    verifiesClean();
  }

  private Ending ends(String source, long id) {
    return designations.end(source, id, "District Command", "notice 18", test.instant());
  }

  @Test
  void whoMovesInAfterTheEndGetsNothingThoughTheWorkIsNotFinished() throws Exception {
    List<PersonRef> there = residents(1_500, FIRST);
    List<PersonRef> outside = residents(5, BEYOND);
    long id = designate(STREET);
    assertThat(engine.bulkWork().round(meters)).isPositive();
    test.passes(Duration.ofHours(1));
    assertThat(ends("somebody-else", id)).isEqualTo(Ending.UNKNOWN);
    assertThat(ends("command-office", id)).isEqualTo(Ending.ENDED);
    assertThat(ends("command-office", id)).isEqualTo(Ending.OVER);
    test.passes(Duration.ofSeconds(1));
    for (PersonRef person : outside) {
      moves(person, LAST);
    }
    for (PersonRef person : there.subList(0, 20)) {
      moves(person, BEYOND);
    }
    finish(engine);
    moves(outside.getFirst(), FIRST);
    eachOnce(reached(), there);
  }

  private Policy edition(String version, Instant inForceFrom) throws Exception {
    String text = Files.readString(Path.of("config/policies/seven-plus-three.yaml"));
    return PolicyFile.parse(
        version,
        text.replaceFirst("(?m)^version: .*$", "version: \"" + version + "\"")
            .replaceFirst("(?m)^inForceFrom: .*$", "inForceFrom: " + inForceFrom));
  }

  @Test
  void policiesEnterEveryChainInTheirOrderAndThenEverybodyIsJudged() throws Exception {
    List<PersonRef> people = residents(1_200, FIRST);
    PolicyDesk desk = new PolicyDesk(test.ledger);
    // The one that is approved first is in force last.
    for (int i = 1; i <= 3; i++) {
      Policy policy = edition("e" + i, MORNING.plus(Duration.ofDays(10 - i)));
      assertThat(desk.propose(policy, "Li", test.instant()))
          .isInstanceOf(PolicyDesk.Step.Proposed.class);
      assertThat(desk.activate("e" + i, "Wang", test.instant()))
          .isInstanceOf(PolicyDesk.Step.Activated.class);
    }
    try (Engine other = engine()) {
      CompletableFuture<Void> beside = CompletableFuture.runAsync(() -> finish(other));
      finish(engine);
      beside.get();
      for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
        assertThat(test.ledger.head(partition).policies()).isEqualTo(4);
      }
      assertThat(column("select 1 from work where done > 0 or finished_at is not null")).isEmpty();
      test.passes(Duration.ofDays(8));
      finish(other);
      assertThat(
              column(
                  """
                  select p.version from work join policy p on p.digest = policy
                  where finished_at is not null group by 1 having sum(done) = 1200 order by 1\
                  """))
          .containsExactly("e2", "e3");
      assertThat(people).hasSize(1_200);
    }
    verifiesClean();
  }
}
