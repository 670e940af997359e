package io.scangate.casework.recognition;

import io.scangate.health.Division;
import io.scangate.ops.PeerMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cities that cannot be spoken to, each left out for the rest of a round. One is away from the
 * first round in which it was until the first in which it was not, for nothing is said to a city
 * for which nothing waits. Confined to the thread of the rounds.
 */
final class PeersAway {
  private static final Logger LOG = LoggerFactory.getLogger(PeersAway.class);

  private final InstantSource clock;
  private final PeerMeters meters;
  private final Map<Division, Instant> since = new HashMap<>();
  private final Set<Division> now = new HashSet<>();

  PeersAway(InstantSource clock, PeerMeters meters) {
    this.clock = clock;
    this.meters = meters;
  }

  /** A round begins. */
  void begin() {
    now.clear();
  }

  /** Whether a city is left out for the rest of this round. */
  boolean has(Division city) {
    return now.contains(city);
  }

  /** A city could not be spoken to. */
  void add(Division city, String why) {
    now.add(city);
    if (since.putIfAbsent(city, clock.instant()) == null) {
      LOG.warn("Another city cannot be spoken to, it is tried again: {}", why);
    }
  }

  /** A round is over. */
  void end() {
    since
        .keySet()
        .removeIf(
            city -> {
              boolean back = !now.contains(city);
              if (back) {
                LOG.info("This engine waits for {} no longer", city.code());
              }
              return back;
            });
    Instant first = since.values().stream().min(Instant::compareTo).orElseGet(clock::instant);
    meters.away(since.size(), Duration.between(first, clock.instant()));
  }
}
