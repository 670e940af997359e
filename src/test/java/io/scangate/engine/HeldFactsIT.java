package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.scangate.engine.HeldFacts.Outcome;
import io.scangate.engine.intake.FactsSettings;
import io.scangate.engine.intake.Intake;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.scangate.ledger.HeldRow;
import io.scangate.ledger.Holds;
import io.scangate.ledger.Holds.Second;
import io.scangate.ops.Names;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Zhengzhou, June 2022: 1,317 people were turned red for reasons that had nothing to do with an
 * epidemic. Here a valid source with a valid token names them as contacts.
 */
class HeldFactsIT {
  private static final int PEOPLE = 1_317;
  private static final Second SECOND = new Second("wang.li", "checked with the bureau, no. 17");

  @TempDir Path directory;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private TestLedger test;
  private TestIntake intake;
  private HeldFacts held;
  private Holds holds;

  @BeforeEach
  void open() throws IOException {
    test = new TestLedger(Instant.parse("2022-06-13T08:00:00Z"));
    intake = new TestIntake(test, directory, FactsSettings.DEFAULT);
    held = new HeldFacts(test.ledger, TestLedger.PARTITIONS, test, (partition, recorded) -> {});
    holds = new Holds(test.ledger);
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void close() {
    logger().detachAppender(log);
    intake.close();
    test.close();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(Intake.class);
  }

  private double alarm() {
    return intake.registry.get(Names.INTAKE_HELD).tag("kind", "contact-tracing").counter().count();
  }

  private List<String> contacts(String prefix, List<PersonRef> people) {
    List<String> rows = new ArrayList<>();
    for (PersonRef person : people) {
      rows.add(intake.contact(prefix + rows.size(), person).encode());
    }
    return rows;
  }

  private List<PersonRef> registered(int people) {
    List<PersonRef> all = Stream.generate(test::somebody).limit(people).toList();
    List<String> rows = new ArrayList<>();
    all.forEach(person -> rows.add(intake.registered("r" + rows.size(), person).encode()));
    List<JsonObject> answer = intake.stream("registration", rows);
    assertThat(answer.getLast().getInteger("stored")).isEqualTo(people);
    return all;
  }

  private long red() {
    return intake.codes().stream().filter(code -> code.colour() == Colour.RED).count();
  }

  private JsonObject sendOne(String key, PersonRef person) {
    return new JsonObject(intake.batch("tracing", intake.contact(key, person)).body());
  }

  @Test
  void thirteenHundredContactsByAValidSourceTurnNobodyRedUntilASecondPersonLetsThem() {
    List<PersonRef> people = registered(PEOPLE);
    List<String> rows = contacts("z", people);

    List<JsonObject> answer = intake.stream("tracing", rows);

    assertThat(answer.getLast().getInteger("held")).isEqualTo(PEOPLE);
    assertThat(answer.getLast().getBoolean("end")).isTrue();
    assertThat(red()).isZero();
    assertThat(alarm()).isEqualTo(PEOPLE);
    assertThat(log.list).allMatch(event -> event.getLevel() == Level.ERROR).isNotEmpty();
    assertThat(log.list.toString()).contains("tracing").doesNotContain(people.getFirst().text());

    assertThat(intake.stream("tracing", rows).getLast().getInteger("held")).isEqualTo(PEOPLE);
    assertThat(alarm()).isEqualTo(PEOPLE);

    List<HeldRow> waiting = holds.open(0, 2_000);
    assertThat(waiting).hasSize(PEOPLE);
    HeldRow first = waiting.getFirst();
    assertThat(holds.openOf(first.request())).hasSize(PEOPLE);
    assertThat(held.release(first.id(), new Second("tracing", "it is urgent")))
        .isEqualTo(Outcome.NOT_THERE);
    assertThat(red()).isZero();

    assertThat(held.release(first.id(), SECOND)).isEqualTo(Outcome.RELEASED);
    assertThat(red()).isEqualTo(1);
    assertThat(held.release(first.id(), SECOND)).isEqualTo(Outcome.NOT_THERE);
    assertThat(held.reject(waiting.get(1).id(), SECOND)).isEqualTo(Outcome.REJECTED);
    assertThat(red()).isEqualTo(1);

    List<JsonObject> again = intake.stream("tracing", rows);
    assertThat(again.getLast().getInteger("repeated")).isEqualTo(1);
    assertThat(again.getLast().getInteger("refused")).isEqualTo(1);
    assertThat(again.getFirst().getString("reason")).isEqualTo("rejected");
    assertThat(again.getLast().getInteger("held")).isEqualTo(PEOPLE - 2);

    holds.openOf(first.request()).forEach(id -> held.release(id, SECOND));
    assertThat(red()).isEqualTo(PEOPLE - 1);
  }

  @Test
  void aDripOfSingleRowsIsHeldBeyondTheWindowToo() {
    List<PersonRef> people = registered(103);
    for (int i = 0; i < 100; i++) {
      assertThat(sendOne("c" + i, people.get(i)).getInteger("stored")).isEqualTo(1);
    }
    assertThat(sendOne("c0", people.getFirst()).getInteger("repeated")).isEqualTo(1);
    assertThat(sendOne("c100", people.get(100)).getInteger("held")).isEqualTo(1);
    assertThat(red()).isEqualTo(100);
    assertThat(alarm()).isEqualTo(1);
    test.passes(Duration.ofHours(1).minusNanos(1_000));
    assertThat(sendOne("c101", people.get(101)).getInteger("held")).isEqualTo(1);
    test.passes(Duration.ofNanos(1_000));
    assertThat(sendOne("c102", people.get(102)).getInteger("stored")).isEqualTo(1);
  }

  @Test
  void theRestOfAStreamOfWhichSomethingWasHeldIsHeldAlthoughItWouldFit() {
    List<PersonRef> people = registered(550);
    List<JsonObject> answer = intake.stream("tracing", contacts("c", people));
    assertThat(answer.getLast().getInteger("held")).isEqualTo(550);
    assertThat(red()).isZero();
  }

  @Test
  void whatMakesNobodyMoreSevereIsStoredBesideWhatIsHeld() {
    List<PersonRef> people = registered(12);
    JsonObject[] rows =
        people.stream()
            .map(
                person -> {
                  JsonObject row =
                      intake
                          .negative("t" + person.text(), person)
                          .put("document", "report 1")
                          .put("place", "laboratory");
                  if (!person.equals(people.getFirst())) {
                    row.getJsonObject("fact").put("result", "positive");
                  }
                  return row;
                })
            .toArray(JsonObject[]::new);
    JsonObject answer = new JsonObject(intake.batch("laboratory", rows).body());
    assertThat(answer.getInteger("stored")).isEqualTo(1);
    assertThat(answer.getInteger("held")).isEqualTo(11);
    assertThat(red()).isZero();
  }
}
