package io.scangate.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.scangate.verdict.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the keeping of scan records counts, in a Micrometer registry. Shared. */
public final class ScanRecordMeters {
  private final Counter stored;
  private final Counter repeated;
  private final Counter outside;
  private final Counter garbage;
  private final Counter failures;
  private final RoundMeters readers;
  private final RoundMeters days;
  private final Map<Outcome, Counter> reused = new EnumMap<>(Outcome.class);
  private final AtomicLong missing = new AtomicLong();
  private final AtomicLong behind = new AtomicLong();
  private final AtomicLong kept = new AtomicLong();

  /** Meters in that registry. */
  public ScanRecordMeters(MeterRegistry registry) {
    stored = counter(registry, "stored", "records", "Scan records stored in the ledger");
    repeated = counter(registry, "repeated", "records", "Scan records that had been stored before");
    outside =
        counter(
            registry, "outside", "records", "Scan records of a day that is not kept, set aside");
    garbage = counter(registry, "garbage", "entries", "Entries of the streams that cannot be read");
    failures =
        Counter.builder("scangate.scans.failures")
            .description("Rounds of reading scan records that failed")
            .register(registry);
    readers = new RoundMeters(registry, RoundMeters.Work.SCANS);
    days = new RoundMeters(registry, RoundMeters.Work.SCAN_DAYS);
    for (Outcome outcome : Outcome.values()) {
      reused.put(
          outcome,
          Counter.builder("scangate.scans.reused")
              .description("Scans of phone codes that had been used at another site")
              .tag("verdict", outcome.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    Gauge.builder("scangate.scans.missing", missing, AtomicLong::get)
        .description("Scan records that gateways appended and that never came")
        .baseUnit("records")
        .register(registry);
    TimeGauge.builder("scangate.scans.behind", behind, TimeUnit.MILLISECONDS, AtomicLong::get)
        .description("How long the oldest scan record in Redis waits to be stored")
        .register(registry);
    Gauge.builder("scangate.scans.kept", kept, AtomicLong::get)
        .description("Days that scan records are kept of")
        .baseUnit("days")
        .register(registry);
  }

  private static Counter counter(
      MeterRegistry registry, String what, String unit, String description) {
    return Counter.builder("scangate.scans." + what)
        .description(description)
        .baseUnit(unit)
        .register(registry);
  }

  /** Records were committed, and others were there already. */
  public void stored(int records, int again) {
    stored.increment(records);
    repeated.increment(again);
  }

  /** Records were of a day that is not kept any more, or not yet. */
  public void outside(int records) {
    outside.increment(records);
  }

  /** Entries could not be read. */
  public void garbage(int entries) {
    garbage.increment(entries);
  }

  /** A round did not come to its end; it is done again. */
  public void failed() {
    failures.increment();
  }

  /**
   * Codes had been used at another site.
   *
   * @param verdict its number on the wire; another one is not counted
   */
  public void reused(int verdict, int scans) {
    reused.forEach(
        (outcome, counter) -> {
          if (outcome.wire() == verdict) {
            counter.increment(scans);
          }
        });
  }

  /** So many records have not come. */
  public void missing(long records) {
    missing.set(records);
  }

  /** The oldest record waits for so long. */
  public void behind(Duration time) {
    behind.set(time.toMillis());
  }

  /** So many days are kept. */
  public void kept(int days) {
    kept.set(days);
  }

  /** The rounds of those who read. */
  public RoundMeters readers() {
    return readers;
  }

  /** The rounds of whoever looks after the days. */
  public RoundMeters days() {
    return days;
  }
}
