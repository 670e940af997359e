package io.scangate.cache;

import io.scangate.ops.CacheMeters;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Meters that a test can read. Shared. */
final class RecordedMeters implements CacheMeters {
  final AtomicLong hits = new AtomicLong();
  final AtomicLong misses = new AtomicLong();
  final AtomicLong turnedAway = new AtomicLong();
  final AtomicLong clockOffset = new AtomicLong();
  final Queue<Long> commitToDoor = new ConcurrentLinkedQueue<>();
  final Queue<Long> reportToDoor = new ConcurrentLinkedQueue<>();
  final Map<String, Long> lists = new ConcurrentHashMap<>();
  final Map<Integer, LongSupplier> unconfirmed = new ConcurrentHashMap<>();
  private final Map<Fetch, AtomicInteger> fetches = new ConcurrentHashMap<>();
  private final Queue<Gap> gaps = new ConcurrentLinkedQueue<>();

  int fetches(Fetch outcome) {
    return fetches.getOrDefault(outcome, new AtomicInteger()).get();
  }

  List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  /** Buckets that the warm-up has yet to read. */
  long left() {
    return unconfirmed.values().stream().mapToLong(LongSupplier::getAsLong).sum();
  }

  @Override
  public void nearHit() {
    hits.incrementAndGet();
  }

  @Override
  public void nearMiss() {
    misses.incrementAndGet();
  }

  @Override
  public void fetched(Fetch outcome, int buckets, long nanos) {
    fetches.computeIfAbsent(outcome, first -> new AtomicInteger()).incrementAndGet();
  }

  @Override
  public void turnedAway() {
    turnedAway.incrementAndGet();
  }

  @Override
  public void commitToDoor(long micros) {
    commitToDoor.add(micros);
  }

  @Override
  public void reportToDoor(long micros) {
    reportToDoor.add(micros);
  }

  @Override
  public void gap(int partition, Gap kind) {
    gaps.add(kind);
  }

  @Override
  public void clockOffset(long micros) {
    clockOffset.set(micros);
  }

  @Override
  public void list(String name, long number) {
    lists.put(name, number);
  }

  @Override
  public void watchPartition(int partition, LongSupplier age, LongSupplier left) {
    unconfirmed.put(partition, left);
  }

  @Override
  public void watchNear(LongSupplier codes, LongSupplier bytes) {}
}
