package io.scangate.engine;

import io.scangate.ops.ConversionMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;

/** Counts stuck yellow codes. Confined to its thread. */
public final class StuckYellowRound implements Rounds.Round {
  /** Those that this process answers for now. */
  @FunctionalInterface
  public interface Partitions {
    Collection<Integer> held() throws InterruptedException;
  }

  private final StuckYellow stuck;
  private final Partitions partitions;
  private final InstantSource clock;
  private final Duration interval;
  private final ConversionMeters meters;

  /**
   * @param partitions those that this process answers for; all engines together answer for all
   * @param interval between the end of a count and the next
   */
  public StuckYellowRound(
      StuckYellow stuck,
      Partitions partitions,
      InstantSource clock,
      Duration interval,
      ConversionMeters meters) {
    this.stuck = stuck;
    this.partitions = partitions;
    this.clock = clock;
    this.interval = interval;
    this.meters = meters;
  }

  @Override
  public Duration go() throws InterruptedException {
    meters.stuck(stuck.count(partitions.held(), clock.instant()));
    return interval;
  }
}
