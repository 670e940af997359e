package io.scangate.load;

import io.scangate.LoadCity;
import io.scangate.health.Colour;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Reason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What is true while colours turn, each once: the new colour may be told from its commit on, and
 * must be told by every answer that calls itself live from the bound on. Shared: one thread turns,
 * the generator judges.
 */
final class Flips implements Truth {
  /** The bound of freshness, and some time for an answer to come back in. */
  private static final long BOUND = TimeUnit.MILLISECONDS.toNanos(2_300);

  private final LoadCity city;
  private final byte[] before;
  private final AtomicLongArray turnedAt;

  /** Nobody has turned yet. */
  Flips(LoadCity city) {
    this.city = city;
    this.before = new byte[city.people()];
    this.turnedAt = new AtomicLongArray(city.people());
    for (int person = 0; person < before.length; person++) {
      before[person] = (byte) city.colour(person).wire();
    }
  }

  /** Turns a person: green becomes yellow, everything else green. */
  void turn(int person) {
    Colour next = city.colour(person) == Colour.GREEN ? Colour.YELLOW : Colour.GREEN;
    turnedAt.set(person, System.nanoTime());
    city.commit(person, next);
  }

  @Override
  public boolean holds(Shot shot, Reason reason, @Nullable Basis basis, long now) {
    Reason expected = shot.expected();
    if (expected != null && expected.isFault()) {
      return reason == expected;
    }
    long at = turnedAt.get(shot.person());
    Reason old = Crowd.reason(colour(before[shot.person()]));
    if (reason == old) {
      return at == 0 || basis != Basis.LIVE || now - at <= BOUND;
    }
    return at != 0 && reason == Crowd.reason(city.colour(shot.person()));
  }

  private static Colour colour(int wire) {
    Colour colour = Colour.ofWire(wire);
    return colour == null ? Colour.NONE : colour;
  }
}
