package io.scangate.demo;

import io.scangate.health.Division;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Origin;
import io.scangate.ledger.Report;
import io.scangate.policy.Category;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.scangate.transition.RiskLevel;
import io.scangate.transition.TestResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the sources of the synthetic city report of its people. Immutable.
 *
 * <p>Whoever turned red or yellow before the first day stays so, since nobody releases them; that
 * is why the people of {@code demo.json} keep their colours.
 */
final class History {
  private static final Duration RESULT = Duration.ofHours(4);
  private static final Duration ADMISSION = Duration.ofHours(8);
  private static final Duration SINCE_REGISTRATION = Duration.ofDays(400);

  private final String run;
  private final Instant now;
  private long reports;

  /**
   * @param run begins every idempotency key: no other history has the same
   * @param now when all of it is learned
   */
  History(String run, Instant now) {
    this.run = run;
    this.now = now;
  }

  /** What is known of somebody on the first day. */
  List<Report> ofTheFirstDay(Resident resident) {
    Instant event = now.minus(resident.sinceEvent());
    List<Report> all = new ArrayList<>();
    all.add(registry(resident, new Fact.Registered(now, now.minus(SINCE_REGISTRATION))));
    switch (resident.colour()) {
      case RED -> {
        all.add(tracing(resident, new Fact.Contact(now, event, ContactKind.CLOSE)));
        all.add(isolated(resident, event.plus(ADMISSION), Setting.CENTRALIZED));
      }
      case YELLOW -> {
        if (resident.sinceEvent().toHours() % 2 == 0) {
          all.add(tracing(resident, new Fact.Area(now, event, RiskLevel.MEDIUM)));
        } else {
          all.add(tracing(resident, new Fact.Contact(now, event, ContactKind.SPATIOTEMPORAL)));
        }
        all.add(isolated(resident, event.plus(ADMISSION), Setting.HOME));
      }
      case GREEN, NONE -> {}
    }
    resident.sinceTest().ifPresent(since -> all.add(negative(resident, now.minus(since))));
    return all;
  }

  private Report isolated(Resident resident, Instant when, Setting setting) {
    Instant past = when.isAfter(now) ? now : when;
    return report(
        resident,
        "demo-isolation",
        "Isolation point",
        new Fact.IsolationStarted(now, past, setting),
        Optional.of("approved list"));
  }

  /** A negative test, whose result is known some hours after the sample. */
  Report negative(Resident resident, Instant sampled) {
    Instant result = sampled.plus(RESULT).isAfter(now) ? now : sampled.plus(RESULT);
    return report(
        resident,
        "demo-laboratory",
        "Laboratory of the district",
        new Fact.Test(now, result, sampled, TestResult.NEGATIVE),
        Optional.of("report"));
  }

  /** The person was near a case. */
  Report contact(Resident resident) {
    return tracing(resident, new Fact.Contact(now, now, ContactKind.SPATIOTEMPORAL));
  }

  /** The person was not, as it turns out. */
  Report cleared(Resident resident) {
    return report(
        resident,
        "demo-casework",
        "Health commission",
        new Fact.Correction(now, now, Category.SPATIOTEMPORAL, "passed-through"),
        Optional.of("review"));
  }

  private Report registry(Resident resident, Fact fact) {
    return report(resident, "demo-registry", "Registry", fact, Optional.empty());
  }

  private Report tracing(Resident resident, Fact fact) {
    return report(resident, "demo-tracing", "Contact tracing", fact, Optional.of("tracing record"));
  }

  private Report report(
      Resident resident, String source, String authority, Fact fact, Optional<String> document) {
    String key = run + "-" + reports++;
    return new Report(
        resident.person(),
        FactFormat.write(fact),
        Optional.of(fact.happenedAt()),
        new Origin(
            source,
            key,
            authority,
            new Division(resident.community().code().substring(0, 6)),
            document.map(any -> "community " + resident.community().code()),
            document.map(kind -> kind + " " + key)));
  }
}
