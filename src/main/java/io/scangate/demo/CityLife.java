package io.scangate.demo;

import io.scangate.engine.Engine;
import io.scangate.health.Colour;
import io.scangate.ledger.Report;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets time pass in the synthetic city: tests come in, some people were near a case and turn
 * yellow, and later it turns out that they were not. All of it are facts that the engine records.
 * Works on a virtual thread of its own.
 */
public final class CityLife implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CityLife.class);
  private static final Duration TICK = Duration.ofMillis(100);

  /** So many people are yellow by it; then the first of them is cleared. */
  private static final int MOST_YELLOW = 50;

  private final Engine engine;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final int perSecond;
  private final List<Resident> living;
  private final Deque<Resident> yellow = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private double due;

  /**
   * Begins.
   *
   * @param living the people to whom something may happen
   * @param perSecond how many codes change every second
   */
  public CityLife(
      Engine engine,
      InstantSource clock,
      RandomGenerator random,
      List<Resident> living,
      int perSecond) {
    this.engine = engine;
    this.clock = clock;
    this.random = random;
    this.perSecond = perSecond;
    this.living = living.stream().filter(it -> it.colour() == Colour.GREEN).toList();
    this.thread = Thread.ofVirtual().name("city").start(this::live);
  }

  private void live() {
    try {
      while (!closed.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        due += perSecond * TICK.toMillis() / 1_000.0;
        List<Report> reports = new ArrayList<>();
        // No two runs of the city have drawn the same number.
        String run = Long.toHexString(random.nextLong());
        for (History today = new History(run, clock.instant()); due >= 1; due--) {
          reports.add(next(today));
        }
        if (!reports.isEmpty()) {
          record(reports);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Report next(History today) {
    Resident somebody = living.get(random.nextInt(living.size()));
    return switch (random.nextInt(4)) {
      case 0 -> {
        yellow.add(somebody);
        yield today.contact(somebody);
      }
      case 1 ->
          yellow.size() < MOST_YELLOW
              ? today.negative(somebody, clock.instant())
              : today.cleared(yellow.remove());
      default -> today.negative(somebody, clock.instant());
    };
  }

  private void record(List<Report> reports) throws InterruptedException {
    try {
      var _ = engine.record(reports).get();
    } catch (ExecutionException e) {
      LOG.warn("What happened in the demo city was not recorded: {}", e.toString());
    }
  }

  /** Ends after what is under way. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
