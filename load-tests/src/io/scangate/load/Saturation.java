package io.scangate.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The search for the most that is served well: the rate rises until it is not. Immutable.
 *
 * @param rate what is offered where the most is served well, a second
 * @param goodput the most right and live answers a second, within the deadline
 * @param generatorLimited whether the generator could offer no more than that
 * @param wrong how many answers were wrong
 */
record Saturation(double rate, double goodput, boolean generatorLimited, long wrong) {
  private static final double STEP = 1.5;
  private static final double FROM_BELOW = 0.9;
  private static final double SMALL_STEP = 1.12;
  private static final double WELL = 0.97;
  private static final int MOST_STEPS = 18;

  /** Searches from a rate on, with steps of so many seconds. */
  static Saturation find(
      Rig rig, String name, Fleet fleet, Crowd crowd, double from, double seconds) {
    List<Phase> phases = new ArrayList<>();
    double rate = from;
    boolean wasWell = true;
    Phase last;
    while (true) {
      last = step(rig, name, fleet, crowd, rate, seconds);
      phases.add(last);
      boolean well = isWell(last);
      if (last.isGeneratorLimited() || phases.size() >= MOST_STEPS || (!well && !wasWell)) {
        break;
      }
      // One bad step may be a neighbour on this machine: the same rate is tried again.
      rate = well ? rate * STEP : rate;
      wasWell = well;
    }
    if (!last.isGeneratorLimited()) {
      // Where it bends, more closely.
      double near = best(phases).goodput() * FROM_BELOW;
      do {
        last = step(rig, name, fleet, crowd, near, seconds);
        phases.add(last);
        near *= SMALL_STEP;
      } while (isWell(last) && phases.size() < MOST_STEPS);
    }
    Phase best = best(phases);
    Rig.say("%s: %.0f/s are served well at most".formatted(name, best.goodput()));
    return new Saturation(
        best.asked(),
        best.goodput(),
        last.isGeneratorLimited(),
        phases.stream().mapToLong(phase -> phase.of(Fate.WRONG)).sum());
  }

  private static Phase step(
      Rig rig, String name, Fleet fleet, Crowd crowd, double rate, double seconds) {
    return rig.run("%s, %.0f/s".formatted(name, rate), fleet, crowd, Pace.steady(rate), seconds);
  }

  private static Phase best(List<Phase> phases) {
    return phases.stream().max(Comparator.comparingDouble(Phase::goodput)).orElseThrow();
  }

  private static boolean isWell(Phase phase) {
    return phase.of(Fate.GOOD) >= WELL * phase.tally().offered();
  }
}
