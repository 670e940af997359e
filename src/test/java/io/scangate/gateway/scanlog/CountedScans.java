package io.scangate.gateway.scanlog;

import io.scangate.ops.ScanLogMeters;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Meters that a test can read. Shared. */
final class CountedScans implements ScanLogMeters {
  final AtomicLong appended = new AtomicLong();
  final AtomicLong blocks = new AtomicLong();
  final AtomicLong spooled = new AtomicLong();
  final AtomicLong delivered = new AtomicLong();
  final AtomicLong dropped = new AtomicLong();
  private volatile LongSupplier spool = () -> 0;

  long spoolBytes() {
    return spool.getAsLong();
  }

  @Override
  public void appended(int records) {
    appended.addAndGet(records);
    blocks.incrementAndGet();
  }

  @Override
  public void spooled(int records) {
    spooled.addAndGet(records);
  }

  @Override
  public void delivered(int records) {
    delivered.addAndGet(records);
  }

  @Override
  public void dropped(int records) {
    dropped.addAndGet(records);
  }

  @Override
  public void watchSpool(LongSupplier bytes) {
    spool = bytes;
  }
}
