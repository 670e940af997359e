package io.scangate.cache.link;

import io.scangate.ops.LinkMeters;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Meters that a test can read. Shared. */
final class CountedMeters implements LinkMeters {
  final AtomicLong roundTrips = new AtomicLong();
  final AtomicLong missed = new AtomicLong();
  final AtomicLong turnedAway = new AtomicLong();
  final AtomicLong connected = new AtomicLong();
  final AtomicLong connectFailed = new AtomicLong();
  private final Queue<Loss> losses = new ConcurrentLinkedQueue<>();

  List<Loss> losses() {
    return List.copyOf(losses);
  }

  @Override
  public void roundTrip(int commands, long nanos) {
    roundTrips.incrementAndGet();
  }

  @Override
  public void deadlineMissed(int commands) {
    missed.addAndGet(commands);
  }

  @Override
  public void turnedAway(int commands) {
    turnedAway.addAndGet(commands);
  }

  @Override
  public void connected() {
    connected.incrementAndGet();
  }

  @Override
  public void lost(Loss why) {
    losses.add(why);
  }

  @Override
  public void connectFailed() {
    connectFailed.incrementAndGet();
  }
}
