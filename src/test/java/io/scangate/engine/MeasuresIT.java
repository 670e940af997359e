package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.health.Division;
import io.scangate.ledger.GateList;
import io.scangate.ledger.KeptOrders;
import io.scangate.ledger.ListHeads;
import io.scangate.ledger.Measure;
import io.scangate.ledger.MeasureDesk;
import io.scangate.ledger.MeasureDesk.Notice;
import io.scangate.ledger.MeasureDesk.Official;
import io.scangate.ledger.MeasureShelf;
import io.scangate.ledger.MeasureState;
import io.scangate.ledger.MeasureState.Status;
import io.scangate.ledger.MeasureStep;
import io.scangate.ledger.MeasureStep.Refusal;
import io.scangate.ledger.TestPostgres;
import io.scangate.verdict.Closure;
import io.scangate.verdict.Closure.Scope;
import io.scangate.verdict.Orders;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Measures of article 42 in a real PostgreSQL, step by step. */
class MeasuresIT {
  /** PostgreSQL leaves out closures that are over by its own clock. */
  private static Instant now;

  private static final Division DISTRICT = new Division("440305");
  private static final Division CITY = new Division("4403");
  private static final Division PROVINCE = new Division("44");
  private static final Notice NOTICE = new Notice("notice 1", "Closed from today on.");
  private static TestLedger test;
  private static MeasureDesk desk;
  private static MeasureShelf shelf;

  @BeforeAll
  static void open() {
    now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    test = new TestLedger(now);
    desk = new MeasureDesk(test.ledger);
    shelf = new MeasureShelf(test.ledger);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  private static Measure close(String site) {
    return measure(Measure.Kind.CLOSE, new Scope.WholeSite(site), Optional.empty());
  }

  private static Measure measure(Measure.Kind kind, Scope scope, Optional<Instant> ends) {
    return new Measure(
        kind, scope, DISTRICT, Optional.empty(), ends, "an outbreak", "report 3", DISTRICT);
  }

  private static long propose(Measure measure) {
    return ((MeasureStep.Proposed) desk.propose(measure, "li", now)).id();
  }

  private static MeasureStep decide(long id, boolean granted, String by, Division of) {
    return desk.decide(id, granted, NOTICE, new Official(by, of), now.plusSeconds(1));
  }

  private static MeasureStep lift(long id, Division of) {
    return desk.lift(id, NOTICE, new Official("wang", of), now.plusSeconds(2));
  }

  private static void refuses(MeasureStep step, Refusal why) {
    assertThat(step).isEqualTo(new MeasureStep.Refused(why));
  }

  private static void isDone(MeasureStep step) {
    assertThat(step).isEqualTo(new MeasureStep.Done());
  }

  private static long number() {
    return ListHeads.of(test.ledger).head(GateList.ORDERS).number();
  }

  private static List<Closure> closures() {
    return Orders.of(new KeptOrders(test.ledger).whole(number())).closures();
  }

  private static Status status(long id) {
    return shelf.find(id).orElseThrow().status();
  }

  @Test
  void aClosureIsListedFromItsDecisionUntilItIsLifted() {
    Scope market = new Scope.WholeSite("market");
    long id = propose(close("market"));
    assertThat(closures()).noneMatch(closure -> closure.scope().equals(market));
    isDone(decide(id, true, "wang", CITY));
    long decided = number();
    assertThat(closures())
        .filteredOn(closure -> closure.scope().equals(market))
        .singleElement()
        .satisfies(
            closure -> {
              assertThat(closure.authority()).isEqualTo("4403");
              assertThat(closure.isInForce(0)).isTrue();
              assertThat(closure.isInForce(Instant.parse("2100-01-01T00:00:00Z").toEpochMilli()))
                  .isTrue();
            });
    isDone(lift(id, CITY));
    assertThat(closures()).noneMatch(closure -> closure.scope().equals(market));
    assertThat(number()).isEqualTo(decided + 1);
    MeasureState state = shelf.find(id).orElseThrow();
    assertThat(state.status()).isEqualTo(Status.LIFTED);
    assertThat(state.measure()).isEqualTo(close("market"));
    assertThat(state.decision().orElseThrow().told().announcement())
        .isEqualTo("Closed from today on.");
    assertThat(state.lift().orElseThrow().signed().by()).isEqualTo("wang");
  }

  @Test
  void theNextHigherGovernmentDecidesAndNoOther() {
    long id = propose(close("a"));
    for (Division other : List.of(DISTRICT, PROVINCE, new Division("4401"))) {
      refuses(decide(id, true, "wang", other), Refusal.NOT_NEXT_HIGHER);
    }
    refuses(decide(id, true, " LI", CITY), Refusal.SAME_PERSON);
    isDone(decide(id, true, "wang", CITY));
    refuses(decide(id, true, "wang", CITY), Refusal.DECIDED);
    refuses(decide(1_000_000, true, "wang", CITY), Refusal.UNKNOWN);
    Measure ofCity =
        new Measure(
            Measure.Kind.CLOSE,
            new Scope.WholeDivision(DISTRICT),
            DISTRICT,
            Optional.empty(),
            Optional.of(now.plusSeconds(60)),
            "an outbreak",
            "report 3",
            CITY);
    long above = propose(ofCity);
    refuses(decide(above, true, "wang", CITY), Refusal.NOT_NEXT_HIGHER);
    isDone(decide(above, true, "wang", PROVINCE));
  }

  @Test
  void onlyWhoDecidedLiftsAndOnlyOnce() {
    long id = propose(close("b"));
    refuses(lift(id, CITY), Refusal.NOT_ORDERED);
    isDone(decide(id, true, "wang", CITY));
    for (Division other : List.of(DISTRICT, PROVINCE, new Division("4401"))) {
      refuses(lift(id, other), Refusal.NOT_AUTHORITY);
    }
    isDone(lift(id, CITY));
    refuses(lift(id, CITY), Refusal.LIFTED);
    refuses(decide(id, true, "wang", CITY), Refusal.DECIDED);
    refuses(lift(1_000_000, CITY), Refusal.UNKNOWN);
  }

  @Test
  void whatIsTakenBackOrRejectedIsNotOrdered() {
    long back = propose(close("c"));
    Official district = new Official("zhang", DISTRICT);
    refuses(
        desk.takeBack(back, "a mistake", new Official("zhang", CITY), now), Refusal.NOT_PROPOSER);
    isDone(desk.takeBack(back, "a mistake", district, now));
    refuses(desk.takeBack(back, "a mistake", district, now), Refusal.TAKEN_BACK);
    refuses(decide(back, true, "wang", CITY), Refusal.TAKEN_BACK);
    refuses(lift(back, CITY), Refusal.TAKEN_BACK);
    assertThat(status(back)).isEqualTo(Status.TAKEN_BACK);
    long rejected = propose(close("d"));
    long before = number();
    isDone(decide(rejected, false, "wang", CITY));
    assertThat(number()).isEqualTo(before);
    assertThat(status(rejected)).isEqualTo(Status.REJECTED);
    refuses(lift(rejected, CITY), Refusal.NOT_ORDERED);
    refuses(desk.takeBack(rejected, "x", district, now), Refusal.DECIDED);
  }

  @Test
  void onlyClosuresReachTheGatewaysAndEverythingIsAnnounced() {
    long before = number();
    long restrict =
        propose(
            measure(Measure.Kind.RESTRICT, new Scope.WholeDivision(DISTRICT), Optional.empty()));
    isDone(decide(restrict, true, "wang", CITY));
    assertThat(number()).isEqualTo(before);
    Instant old = now.minus(Duration.ofDays(30));
    assertThat(shelf.announced(old, Long.MAX_VALUE, 100))
        .extracting(MeasureState::id)
        .contains(restrict);
    assertThat(shelf.in(DISTRICT, Long.MAX_VALUE, 1)).hasSize(1);
    assertThat(shelf.in(new Division("440304"), Long.MAX_VALUE, 1)).isEmpty();
    isDone(lift(restrict, CITY));
    assertThat(number()).isEqualTo(before);
    assertThat(shelf.announced(now.plus(Duration.ofDays(1)), Long.MAX_VALUE, 100))
        .extracting(MeasureState::id)
        .doesNotContain(restrict);
  }

  @Test
  void whatWouldBeOverIsNeitherProposedNorDecided() {
    Scope site = new Scope.WholeSite("e");
    refuses(
        desk.propose(measure(Measure.Kind.CLOSE, site, Optional.of(now)), "li", now), Refusal.OVER);
    long id = propose(measure(Measure.Kind.CLOSE, site, Optional.of(now.plusMillis(500))));
    refuses(decide(id, true, "wang", CITY), Refusal.OVER);
    isDone(decide(id, false, "wang", CITY));
  }

  @Test
  void aTownOrAProvinceProposesNothingHereAndNobodyForElsewhere() {
    for (String government : List.of("440305001", "44")) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new Measure(
                      Measure.Kind.CLOSE,
                      new Scope.WholeSite("f"),
                      new Division("440305001"),
                      Optional.empty(),
                      Optional.empty(),
                      "x",
                      "x",
                      new Division(government)));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Measure(
                    Measure.Kind.CLOSE,
                    new Scope.WholeSite("f"),
                    new Division("440304"),
                    Optional.empty(),
                    Optional.empty(),
                    "x",
                    "x",
                    DISTRICT));
  }

  @Test
  void thePasswordOfTheApplicationClosesAndOpensNothingAlone() {
    long id = propose(close("g"));
    String decision =
        "insert into measure_decision values (" + id + ", true, '%s', 'x', 'x', '%s', now(), 1)";
    asApplicationFails(decision.formatted("44", "wang"), "next higher");
    asApplicationFails(decision.formatted("4403", "Li "), "whoever proposed");
    isDone(decide(id, true, "wang", CITY));
    asApplicationFails(
        "insert into measure_lift values (" + id + ", '44', 'x', 'x', 'x', now(), 1)",
        "by the authority");
    asApplicationFails("delete from measure_decision", "permission denied");
  }

  private static void asApplicationFails(String sql, String message) {
    assertThatThrownBy(() -> TestPostgres.asApplication(test.settings, sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message);
  }
}
