package io.scangate.engine.scans;

import io.scangate.verdict.ScanLane;
import io.scangate.verdict.ScanRecord;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an entry of a stream holds. Immutable. */
sealed interface ScanEntry {
  /** Its id in the stream. */
  String id();

  /** Records, all of which can be read. */
  record Sound(String id, Optional<ScanLane> lane, List<ScanRecord> records) implements ScanEntry {
    public Sound {
      records = List.copyOf(records);
    }
  }

  /** Something else. */
  record Garbage(String id, String why) implements ScanEntry {}

  /** Nothing any more: the cap took it after it was given out and before it was read. */
  record Gone(String id) implements ScanEntry {}

  /** The names of checkpoints; whatever else stands there, the ledger would refuse. */
  Pattern CHECKPOINT = Pattern.compile("[0-9A-Za-z._-]{1,64}");

  /** The entries of a reply, in its order. */
  static List<ScanEntry> of(@Nullable Response entries) {
    List<ScanEntry> read = new ArrayList<>();
    for (int i = 0; entries != null && i < entries.size(); i++) {
      Response entry = entries.get(i);
      // Redis 6.2 answers nil for what is claimed and no longer there.
      if (entry != null) {
        read.add(of(entry.get(0).toString(), entry.get(1)));
      }
    }
    return read;
  }

  private static ScanEntry of(String id, @Nullable Response fields) {
    if (fields == null || fields.size() == 0) {
      return new Gone(id);
    }
    byte[] block = null;
    Optional<ScanLane> lane = Optional.empty();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      String name = fields.get(i).toString();
      if (name.equals(ScanLane.RECORDS)) {
        block = fields.get(i + 1).toBytes();
      } else if (name.equals(ScanLane.PLACE)) {
        lane = ScanLane.of(fields.get(i + 1).toBytes());
      }
    }
    if (block == null) {
      return new Garbage(id, "it holds no records");
    }
    try {
      List<ScanRecord> records = ScanRecord.read(block);
      return records.stream().allMatch(it -> CHECKPOINT.matcher(it.checkpoint()).matches())
          ? new Sound(id, lane, records)
          : new Garbage(id, "a checkpoint has no such name");
    } catch (IllegalArgumentException e) {
      return new Garbage(id, String.valueOf(e.getMessage()));
    }
  }
}
