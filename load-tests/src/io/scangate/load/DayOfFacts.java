package io.scangate.load;

import io.scangate.health.Division;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Origin;
import io.scangate.ledger.Report;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.DiagnosisStatus;
import io.scangate.transition.Fact;
import io.scangate.transition.Symptom;
import io.scangate.transition.TestResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The facts of a day in a city with an outbreak: tests, and what goes with them, all following from
 * a seed. Of a thousand tests one is positive and brings its diagnosis and ten contacts; for each
 * thousand tests there are also twenty isolations that begin, fifteen that end, ten people found by
 * screening and five who declare a symptom. Confined.
 */
final class DayOfFacts {
  /** How many laboratories share the tests: from the second on, for the first is the demo's. */
  static final int LABORATORIES = 4;

  private static final int BEGIN = 20;
  private static final int END = 15;
  private static final int SCREENED = 10;
  private static final int DECLARED = 5;
  private static final int CONTACTS = 10;
  private static final Duration UNTIL_REPORTED = Duration.ofHours(6);

  private final SplittableRandom random;
  private final String run;
  private final Townsfolk people;
  private final int drawn;
  private final Instant now;
  private long key;

  /**
   * A fact as its source sends it.
   *
   * @param report what the ledger will hold of it
   * @param row the line of the stream
   */
  record Sent(String source, Report report, String row) {}

  /**
   * @param run tells the keys of this run from those of others
   * @param drawn the people before this number are those to whom something happens
   * @param now when all of it has happened
   */
  DayOfFacts(long seed, String run, Townsfolk people, int drawn, Instant now) {
    this.random = new SplittableRandom(seed);
    this.run = run;
    this.people = people;
    this.drawn = drawn;
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The facts around the next thousand tests, as their sources send them, mixed. */
  List<Sent> thousandTests() {
    List<Sent> facts = new ArrayList<>();
    for (int test = 1; test < 1_000; test++) {
      facts.add(test(somebody(), TestResult.NEGATIVE));
    }
    int ill = somebody();
    facts.add(test(ill, TestResult.POSITIVE));
    facts.add(
        sent(
            "hospital",
            ill,
            new Fact.Diagnosis(now, earlier(), DiagnosisStatus.CONFIRMED),
            "{\"fact\":\"diagnosis\",\"status\":\"confirmed\"}"));
    for (int contact = 0; contact < CONTACTS; contact++) {
      facts.add(contact(somebody()));
    }
    for (int i = 0; i < BEGIN; i++) {
      facts.add(
          sent(
              "isolation-point",
              somebody(),
              new Fact.IsolationStarted(now, earlier(), Setting.HOME),
              "{\"fact\":\"isolation\",\"event\":\"started\",\"setting\":\"home\"}"));
    }
    for (int i = 0; i < END; i++) {
      facts.add(
          sent(
              "isolation-point",
              somebody(),
              new Fact.IsolationReleased(now, now, Setting.HOME),
              "{\"fact\":\"isolation\",\"event\":\"released\",\"setting\":\"home\"}"));
    }
    for (int i = 0; i < SCREENED; i++) {
      facts.add(
          sent(
              "telecom-screening",
              somebody(),
              new Fact.Screening(now, earlier(), "telecom"),
              "{\"fact\":\"screening\",\"source\":\"telecom\"}"));
    }
    for (int i = 0; i < DECLARED; i++) {
      facts.add(
          sent(
              "registration",
              somebody(),
              new Fact.Declaration(now, now, Set.of(Symptom.FEVER), DeclaredStatus.NONE),
              "{\"fact\":\"declaration\",\"symptoms\":[\"fever\"],\"status\":\"none\"}"));
    }
    shuffle(facts);
    return facts;
  }

  /** Somebody was close to a case: it turns a green code red. */
  Sent contact(int person) {
    return sent(
        "contact-tracing",
        person,
        new Fact.Contact(now, earlier(), ContactKind.CLOSE),
        "{\"fact\":\"contact\",\"kind\":\"close\"}");
  }

  private void shuffle(List<Sent> facts) {
    for (int last = facts.size() - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      Sent moved = facts.set(last, facts.get(other));
      facts.set(other, moved);
    }
  }

  private int somebody() {
    return random.nextInt(drawn);
  }

  private Instant earlier() {
    return now.minusSeconds(random.nextInt(1, (int) UNTIL_REPORTED.toSeconds()));
  }

  private Sent test(int person, TestResult result) {
    Instant sampled = earlier();
    return sent(
        "laboratory-" + (2 + key % LABORATORIES),
        person,
        new Fact.Test(now, now, sampled, result),
        "{\"fact\":\"test\",\"sampledAt\":\"%s\",\"result\":\"%s\"}"
            .formatted(sampled, result.name().toLowerCase(Locale.ROOT)));
  }

  private Sent sent(String source, int person, Fact fact, String json) {
    Origin origin =
        new Origin(
            source,
            run + "-" + key,
            "Authority of " + source,
            new Division("440303"),
            Optional.of("Hongling Road"),
            Optional.of("sheet " + key / 100));
    key++;
    String row =
        """
        {"key":"%s","person":{"document":{"type":"resident-identity-card","number":"%s"}},\
        "fact":%s,"happenedAt":"%s","division":"440303","place":"%s","document":"%s"}
        """
            .formatted(
                origin.key(),
                people.card(person),
                json,
                fact.happenedAt(),
                origin.place().orElseThrow(),
                origin.document().orElseThrow());
    return new Sent(
        source,
        new Report(
            people.person(person), FactFormat.write(fact), Optional.of(fact.happenedAt()), origin),
        row);
  }
}
