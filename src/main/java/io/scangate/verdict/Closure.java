package io.scangate.verdict;

import io.scangate.health.Division;

/**
 * One closure of places for a time, ordered by an authority. Immutable.
 *
 * @param scope which places
 * @param from the first instant at which they are closed, in microseconds since 1970
 * @param until the first instant at which they are open again, in microseconds since 1970
 * @param authority who ordered it
 */
public record Closure(Scope scope, long from, long until, String authority) {
  /** Refuses a closure that would never be in force, or that nobody answers for. */
  public Closure {
    if (until <= from) {
      throw new IllegalArgumentException("a closure ends after it begins");
    }
    if (authority.isBlank()) {
      throw new IllegalArgumentException("a closure names the authority that ordered it");
    }
  }

  /** Which places an order closes. */
  public sealed interface Scope {
    /** Whether the checkpoint is one of these places. */
    boolean covers(Checkpoint checkpoint);

    /** One checkpoint, by its id. */
    record OneCheckpoint(String id) implements Scope {
      @Override
      public boolean covers(Checkpoint checkpoint) {
        return checkpoint.id().equals(id);
      }
    }

    /** Every checkpoint of a site. */
    record WholeSite(String site) implements Scope {
      @Override
      public boolean covers(Checkpoint checkpoint) {
        return checkpoint.site().equals(site);
      }
    }

    /** Every checkpoint in a division. */
    record WholeDivision(Division division) implements Scope {
      @Override
      public boolean covers(Checkpoint checkpoint) {
        return division.covers(checkpoint.division());
      }
    }
  }

  /** Whether the places are closed at an instant, in microseconds since 1970. */
  public boolean isInForce(long now) {
    return from <= now && now < until;
  }
}
