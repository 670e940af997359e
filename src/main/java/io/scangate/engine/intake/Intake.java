package io.scangate.engine.intake;

import static java.util.Objects.requireNonNull;

import io.scangate.engine.Engine;
import io.scangate.engine.PartitionWriter;
import io.scangate.engine.intake.Draft.Who;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Earlier;
import io.scangate.ledger.Holds;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.People;
import io.scangate.ledger.Quotas;
import io.scangate.ledger.Report;
import io.scangate.ops.IntakeMeters;
import io.scangate.ops.IntakeMeters.Outcome;
import io.scangate.ops.IntakeMeters.Reason;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings rows to the ledger: finds their people, holds what is too much for one source alone, has
 * the engine record the rest, and tells what became of each. Shared; to be called on a virtual
 * thread.
 */
public final class Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final String USED = "key: it was used before for something else";

  private final Engine engine;
  private final People people;
  private final Earlier earlier;
  private final Quotas quotas;
  private final Holds holds;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final IntakeMeters meters;

  /**
   * The intake of a ledger.
   *
   * @param nanos the monotonic clock
   */
  public Intake(
      Ledger ledger,
      Engine engine,
      People people,
      InstantSource clock,
      LongSupplier nanos,
      IntakeMeters meters) {
    this.engine = engine;
    this.people = people;
    this.earlier = new Earlier(ledger);
    this.quotas = new Quotas(ledger);
    this.holds = new Holds(ledger);
    this.clock = clock;
    this.nanos = nanos;
    this.meters = meters;
  }

  /**
   * Takes rows; what it answers is committed. Where the ledger cannot take them it throws, and then
   * they may be sent again.
   *
   * @return what became of each, in their order; where the delivery is atomic and a row is refused,
   *     of the refused ones only, and nothing was stored
   */
  List<RowResult> take(Delivery delivery, List<Reading> readings) {
    long arrived = nanos.getAsLong();
    Instant reported = clock.instant();
    List<Passage> rows = readings.stream().map(Passage::of).toList();
    boolean goesOn = goesOn(delivery, rows);
    if (goesOn) {
      refuseStrangers(rows);
      goesOn = goesOn(delivery, rows);
    }
    if (goesOn) {
      findPeople(rows);
      refuseTwins(rows);
      if (delivery.isAtomic()) {
        var _ = lookBack(delivery, open(rows));
      }
      goesOn = goesOn(delivery, rows);
    }
    if (goesOn) {
      holdTooMuch(delivery, rows);
      record(open(rows), reported);
      meters.committed(nanos.getAsLong() - arrived);
    }
    List<RowResult> results =
        rows.stream().filter(row -> !row.isOpen()).map(Passage::result).toList();
    count(delivery.source(), results);
    return results;
  }

  private static boolean goesOn(Delivery delivery, List<Passage> rows) {
    return !delivery.isAtomic() || rows.stream().noneMatch(Passage::isRefused);
  }

  private static List<Passage> open(List<Passage> rows) {
    return rows.stream().filter(Passage::isOpen).toList();
  }

  private void refuseStrangers(List<Passage> rows) {
    List<PersonRef> named = new ArrayList<>();
    for (Passage row : open(rows)) {
      if (row.draft().who() instanceof Who.Referenced(var person)) {
        named.add(person);
      }
    }
    if (named.isEmpty()) {
      return;
    }
    Set<PersonRef> known = people.known(named);
    for (Passage row : open(rows)) {
      if (row.draft().who() instanceof Who.Referenced(var person) && !known.contains(person)) {
        row.refuse(Reason.UNKNOWN_REFERENCE, "person.reference: nobody has it");
      }
    }
  }

  private void findPeople(List<Passage> rows) {
    List<Lookup> lookups = new ArrayList<>();
    for (Passage row : open(rows)) {
      if (row.draft().who() instanceof Who.Holder(var lookup)) {
        lookups.add(lookup);
      }
    }
    Map<Lookup, PersonRef> found = lookups.isEmpty() ? Map.of() : people.resolve(lookups);
    for (Passage row : open(rows)) {
      row.isOf(
          switch (row.draft().who()) {
            case Who.Referenced(var person) -> person;
            case Who.Holder(var lookup) -> requireNonNull(found.get(lookup));
          });
    }
  }

  /** Rows of one key that say different things: the first counts. */
  private static void refuseTwins(List<Passage> rows) {
    Map<String, Passage> byKey = new HashMap<>();
    for (Passage row : open(rows)) {
      Passage first = byKey.putIfAbsent(row.first().origin().key(), row);
      if (first != null && !first.reports().equals(row.reports())) {
        row.refuse(Reason.DUPLICATE_KEY, USED);
      }
    }
  }

  /** Ends what was held or cannot be taken; returns what was never sent. */
  private List<Passage> lookBack(Delivery delivery, List<Passage> rows) {
    List<Passage> fresh = new ArrayList<>();
    Iterator<Earlier.Use> uses =
        earlier.uses(delivery.source().id(), rows.stream().map(Passage::first).toList()).iterator();
    for (Passage row : rows) {
      switch (uses.next()) {
        case NONE -> fresh.add(row);
        // The engine tells that it is repeated.
        case STORED -> {}
        case HELD -> row.ends(Outcome.HELD);
        case REJECTED -> row.refuse(Reason.REJECTED, "a second person has said no to it");
        case OTHER -> row.refuse(Reason.DUPLICATE_KEY, USED);
      }
    }
    return fresh;
  }

  private void holdTooMuch(Delivery delivery, List<Passage> rows) {
    List<Passage> severe = open(rows).stream().filter(Passage::isSevere).toList();
    if (severe.isEmpty()) {
      return;
    }
    List<Passage> fresh = lookBack(delivery, severe);
    List<Report> reports = fresh.stream().map(Passage::first).distinct().toList();
    if (reports.isEmpty() || (!delivery.isAlarmed() && hasRoom(delivery.source(), reports))) {
      return;
    }
    Source source = delivery.source();
    holds.hold(source.id(), delivery.request(), source.id(), reports, clock.instant());
    delivery.alarm();
    fresh.forEach(row -> row.ends(Outcome.HELD));
    meters.held(source.kind().word(), reports.size());
    LOG.error(
        "{} facts of request {} that make colours more severe are held for a second person: source"
            + " {} may send {} in {}",
        reports.size(),
        delivery.request(),
        source.id(),
        source.severe().most(),
        source.severe().per());
  }

  private boolean hasRoom(Source source, List<Report> reports) {
    return quotas.reserve(
        source.id(),
        reports.size(),
        source.severe().most(),
        source.severe().per(),
        clock.instant());
  }

  private void record(List<Passage> rows, Instant reported) {
    if (rows.isEmpty()) {
      return;
    }
    List<Report> reports = rows.stream().flatMap(row -> row.reports().stream()).toList();
    Iterator<PartitionWriter.Outcome> outcomes =
        Future.fromCompletionStage(submit(reports, reported)).await().iterator();
    for (Passage row : rows) {
      row.ends(Outcome.REPEATED);
      for (int i = 0; i < row.reports().size(); i++) {
        switch (outcomes.next()) {
          case STORED -> {
            if (!row.isRefused()) {
              row.ends(Outcome.STORED);
            }
          }
          case REPEATED -> {}
          case CONFLICTING -> row.refuse(Reason.DUPLICATE_KEY, USED);
        }
      }
    }
  }

  private CompletableFuture<List<PartitionWriter.Outcome>> submit(
      List<Report> reports, Instant reported) {
    try {
      return engine.record(reports, reported);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
  }

  private void count(Source source, List<RowResult> results) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    for (RowResult result : results) {
      outcomes.merge(result.outcome(), 1, Integer::sum);
      result.refusal().ifPresent(refusal -> meters.refused(refusal.reason()));
    }
    outcomes.forEach((outcome, rows) -> meters.rows(source.kind().word(), outcome, rows));
  }
}
