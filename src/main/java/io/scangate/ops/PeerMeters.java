package io.scangate.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Whether other cities can be spoken to, in a Micrometer registry. Shared. */
public final class PeerMeters {
  private final AtomicLong away = new AtomicLong();
  private final AtomicLong longest = new AtomicLong();

  /** Meters in that registry. */
  public PeerMeters(MeterRegistry registry) {
    Gauge.builder("scangate.peers.away", away, AtomicLong::get)
        .description("Cities of mutual recognition that could not be spoken to the last time")
        .register(registry);
    Gauge.builder("scangate.peers.longest.away.seconds", longest, AtomicLong::get)
        .description("For how long that has been so for one of them")
        .register(registry);
  }

  /**
   * So many cities are away.
   *
   * @param since for how long one of them has been
   */
  public void away(int cities, Duration since) {
    away.set(cities);
    longest.set(since.toSeconds());
  }
}
