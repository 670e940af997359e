package io.scangate.engine.scans;

import io.scangate.credential.Kind;
import io.scangate.credential.ScanDayKey;
import io.scangate.ledger.ScanBlock;
import io.scangate.ledger.ScanRow;
import io.scangate.ledger.ScanShelf;
import io.scangate.ops.ScanRecordMeters;
import io.scangate.verdict.ScanRecord;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what was read from the streams into the ledger. Shared by the readers; waits for the ledger.
 */
final class Filing {
  private static final Logger LOG = LoggerFactory.getLogger(Filing.class);

  /** How far ahead of this host's clock a gateway's may be. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private final ScanShelf shelf;
  private final ScanDays days;
  private final int horizon;
  private final InstantSource clock;
  private final ScanRecordMeters meters;
  private final AtomicBoolean garbageTold = new AtomicBoolean();

  Filing(
      ScanShelf shelf, ScanDays days, int horizon, InstantSource clock, ScanRecordMeters meters) {
    this.shelf = shelf;
    this.days = days;
    this.horizon = horizon;
    this.clock = clock;
    this.meters = meters;
  }

  /** Stores the records of some entries of a partition; when this returns they are committed. */
  void file(int partition, List<ScanEntry> entries) {
    Instant now = clock.instant();
    List<ScanBlock> blocks = new ArrayList<>();
    int garbage = 0;
    int outside = 0;
    for (ScanEntry entry : entries) {
      switch (entry) {
        case ScanEntry.Sound sound -> {
          ScanBlock block = block(sound, now);
          outside += block.records() - block.rows().size();
          blocks.add(block);
        }
        case ScanEntry.Garbage(String id, String why) -> {
          garbage++;
          tell(partition, id, why);
        }
        case ScanEntry.Gone gone -> LOG.debug("entry {} was gone before it was read", gone.id());
      }
    }
    if (!blocks.isEmpty()) {
      ScanShelf.Stored stored = shelf.store(partition, blocks, now);
      meters.stored(stored.fresh(), stored.repeated());
      stored.reused().forEach(meters::reused);
    }
    // Counted after the commit: what fails is filed again.
    meters.garbage(garbage);
    meters.outside(outside);
  }

  private ScanBlock block(ScanEntry.Sound sound, Instant now) {
    LocalDate first = ScanDays.of(now).minusDays(horizon);
    Instant last = now.plus(AHEAD);
    List<ScanRow> rows = new ArrayList<>();
    for (ScanRecord record : sound.records()) {
      if (!record.at().isAfter(last) && !ScanDays.of(record.at()).isBefore(first)) {
        rows.add(row(record));
      }
    }
    return new ScanBlock(sound.lane(), sound.records().size(), rows);
  }

  private ScanRow row(ScanRecord record) {
    LocalDate day = ScanDays.of(record.at());
    ScanDayKey key = days.key(day);
    return new ScanRow(
        day,
        record.scanId(),
        record.at(),
        record.checkpoint(),
        record.site(),
        record.verdict(),
        record.basis(),
        record.kind(),
        record.statusVersion(),
        Buffer.buffer(key.seal(record.person(), record.scanId(), days.random())),
        key.mark(record.person()),
        record.kind() == Kind.PHONE.wire() ? key.mark(record.cti()) : null);
  }

  /** Once: whoever can append garbage could fill the log with it. */
  private void tell(int partition, String id, String why) {
    if (garbageTold.compareAndSet(false, true)) {
      LOG.warn(
          "Entry {} of the scan records of partition {} cannot be read ({}); it is set aside, and"
              + " further ones are only counted",
          id,
          partition,
          why);
    }
  }
}
