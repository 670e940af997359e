package io.scangate.load;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Content;
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
import java.util.ArrayList;
import java.util.List;
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
  private static final int BEGIN = 20;
  private static final int END = 15;
  private static final int SCREENED = 10;
  private static final int DECLARED = 5;
  private static final int CONTACTS = 10;
  private static final Duration UNTIL_REPORTED = Duration.ofHours(6);

  private final SplittableRandom random;
  private final String run;
  private final List<PersonRef> people;
  private final Instant now;
  private long key;

  /**
   * @param run tells the keys of this run from those of others
   * @param now when all of it is reported
   */
  DayOfFacts(long seed, String run, List<PersonRef> people, Instant now) {
    this.random = new SplittableRandom(seed);
    this.run = run;
    this.people = people;
    this.now = now;
  }

  /** The facts around the next thousand tests, as their sources send them, mixed. */
  List<Report> thousandTests() {
    List<Report> facts = new ArrayList<>();
    for (int test = 1; test < 1_000; test++) {
      facts.add(test(somebody(), TestResult.NEGATIVE));
    }
    PersonRef ill = somebody();
    facts.add(test(ill, TestResult.POSITIVE));
    facts.add(report(ill, new Fact.Diagnosis(now, earlier(), DiagnosisStatus.CONFIRMED)));
    for (int contact = 0; contact < CONTACTS; contact++) {
      facts.add(report(somebody(), new Fact.Contact(now, earlier(), ContactKind.CLOSE)));
    }
    for (int i = 0; i < BEGIN; i++) {
      facts.add(report(somebody(), new Fact.IsolationStarted(now, earlier(), Setting.HOME)));
    }
    for (int i = 0; i < END; i++) {
      facts.add(report(somebody(), new Fact.IsolationReleased(now, now, Setting.HOME)));
    }
    for (int i = 0; i < SCREENED; i++) {
      facts.add(report(somebody(), new Fact.Screening(now, earlier(), "telecom")));
    }
    for (int i = 0; i < DECLARED; i++) {
      facts.add(
          report(
              somebody(),
              new Fact.Declaration(now, now, Set.of(Symptom.FEVER), DeclaredStatus.NONE)));
    }
    shuffle(facts);
    return facts;
  }

  private void shuffle(List<Report> facts) {
    for (int last = facts.size() - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      Report moved = facts.set(last, facts.get(other));
      facts.set(other, moved);
    }
  }

  private PersonRef somebody() {
    return people.get(random.nextInt(people.size()));
  }

  private Instant earlier() {
    return now.minusSeconds(random.nextInt(1, (int) UNTIL_REPORTED.toSeconds()));
  }

  private Report test(PersonRef person, TestResult result) {
    Instant sampled = earlier();
    return report(person, new Fact.Test(now, now, sampled, result));
  }

  private Report report(PersonRef person, Fact fact) {
    Content content = FactFormat.write(fact);
    return new Report(
        person,
        content,
        Optional.of(fact.happenedAt()),
        new Origin(
            "laboratory-1",
            run + "-" + key++,
            "Laboratory of the city",
            new Division("440303"),
            Optional.of("Hongling Road"),
            Optional.of("sheet " + key / 100)));
  }
}
