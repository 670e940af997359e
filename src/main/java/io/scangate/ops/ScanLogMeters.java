package io.scangate.ops;

import java.util.function.LongSupplier;

/** What the scan log counts. Shared: every event loop's log reports to the same one. */
public interface ScanLogMeters {
  /** A block of that many records was appended to its stream at once. */
  void appended(int records);

  /** Records were put on disk, because Redis was away. */
  void spooled(int records);

  /** Records from the disk were appended to their stream. */
  void delivered(int records);

  /** Records were lost, because memory or disk had reached their bounds. */
  void dropped(int records);

  /** Has the bytes watched that the spool of one more event loop takes on disk. */
  void watchSpool(LongSupplier bytes);
}
