package io.scangate.engine.scans;

import io.scangate.engine.Rounds;
import io.scangate.ledger.ScanShelf;
import io.scangate.ops.ScanRecordMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how far behind the readers are, destroys the days before the horizon and opens the next
 * one ahead of time. Of several engines each does it. Confined to its thread.
 */
final class ScanWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ScanWatch.class);
  private static final Duration KEEPING = Duration.ofMinutes(10);
  private static final Duration AHEAD = Duration.ofHours(12);

  private final List<ScanStream> streams;
  private final ScanShelf shelf;
  private final ScanDays days;
  private final ScanSettings settings;
  private final InstantSource clock;
  private final ScanRecordMeters meters;
  private Instant nextKeeping = Instant.MIN;
  private Duration lastBehind = Duration.ZERO;

  private ScanWatch(
      List<ScanStream> streams,
      ScanShelf shelf,
      ScanDays days,
      ScanSettings settings,
      InstantSource clock,
      ScanRecordMeters meters) {
    this.streams = streams;
    this.shelf = shelf;
    this.days = days;
    this.settings = settings;
    this.clock = clock;
    this.meters = meters;
  }

  /** Begins to look. */
  static Rounds start(
      List<ScanStream> streams,
      ScanShelf shelf,
      ScanDays days,
      ScanSettings settings,
      InstantSource clock,
      ScanRecordMeters meters) {
    ScanWatch watch = new ScanWatch(streams, shelf, days, settings, clock, meters);
    return Rounds.start(meters.days(), Duration.ZERO, watch::round);
  }

  private Duration round() throws InterruptedException {
    keep();
    measure();
    return settings.measure();
  }

  private void keep() throws InterruptedException {
    Instant now = clock.instant();
    if (now.isBefore(nextKeeping)) {
      return;
    }
    for (LocalDate day : days.destroy(settings.horizon(), now)) {
      LOG.info("The scan records of {} and their key are destroyed", day);
    }
    var _ = days.key(ScanDays.of(now.plus(AHEAD)));
    nextKeeping = now.plus(KEEPING);
    for (ScanStream stream : streams) {
      if (stream.isUp()) {
        stream.forgetSilent();
      }
    }
  }

  private void measure() throws InterruptedException {
    meters.kept(shelf.days().size());
    meters.missing(shelf.missing());
    Duration behind = Duration.ZERO;
    for (ScanStream stream : streams) {
      Duration one = stream.isUp() ? stream.behind() : lastBehind.plus(settings.measure());
      behind = one.compareTo(behind) > 0 ? one : behind;
    }
    // While Redis is away the age goes on to grow.
    lastBehind = behind;
    meters.behind(behind);
  }
}
