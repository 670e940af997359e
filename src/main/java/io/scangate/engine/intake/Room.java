package io.scangate.engine.intake;

import io.scangate.engine.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How many requests are worked on, in all and of each source. Shared. */
final class Room {
  private final FactsSettings settings;
  private final Map<String, Integer> bySource = new HashMap<>();
  private int all;

  Room(FactsSettings settings) {
    this.settings = settings;
  }

  /** Takes a place for a request, which {@link #leave} gives back; or says why there is none. */
  synchronized Optional<Problem> enter(Source source) {
    int own = bySource.getOrDefault(source.id(), 0);
    if (own >= settings.mostOfSource()) {
      return Optional.of(
          Problem.of(
                  429,
                  "too-many-requests",
                  "The source has too many requests under way",
                  "At most "
                      + settings.mostOfSource()
                      + " at once; come again after Retry-After seconds.")
              .with("retry-after", "1"));
    }
    if (all >= settings.mostRequests()) {
      return Optional.of(Problem.away("Too many requests are under way."));
    }
    bySource.put(source.id(), own + 1);
    all++;
    return Optional.empty();
  }

  synchronized void leave(Source source) {
    var _ = bySource.merge(source.id(), -1, Integer::sum);
    all--;
  }

  /** How many requests are worked on. */
  synchronized int taken() {
    return all;
  }
}
