package io.scangate.load;

import java.util.ArrayList;
import java.util.List;

/**
 * The search for the most that is served well: the rate rises until it is not. Immutable.
 *
 * @param goodput the most right and live answers a second, within the deadline
 * @param generatorLimited whether the generator could offer no more than that
 * @param wrong how many answers were wrong
 */
record Saturation(double goodput, boolean generatorLimited, long wrong) {
  private static final double STEP = 1.5;
  private static final double WELL = 0.97;
  private static final int MOST_STEPS = 14;

  /** Searches from a rate on, with steps of so many seconds. */
  static Saturation find(
      Rig rig, String name, Fleet fleet, Crowd crowd, double from, double seconds) {
    List<Phase> phases = new ArrayList<>();
    double rate = from;
    Phase last;
    do {
      last = rig.run("%s, %.0f/s".formatted(name, rate), fleet, crowd, Pace.steady(rate), seconds);
      phases.add(last);
      rate *= STEP;
    } while (isWell(last) && !last.isGeneratorLimited() && phases.size() < MOST_STEPS);
    double best = phases.stream().mapToDouble(Phase::goodput).max().orElse(0);
    if (!last.isGeneratorLimited()) {
      // Where it bends, more closely.
      for (double share : new double[] {0.9, 1.05, 1.2}) {
        double near = best * share;
        phases.add(
            rig.run("%s, %.0f/s".formatted(name, near), fleet, crowd, Pace.steady(near), seconds));
      }
      best = phases.stream().mapToDouble(Phase::goodput).max().orElse(0);
    }
    Rig.say("%s: %.0f/s are served well at most".formatted(name, best));
    return new Saturation(
        best,
        last.isGeneratorLimited(),
        phases.stream().mapToLong(phase -> phase.of(Fate.WRONG)).sum());
  }

  private static boolean isWell(Phase phase) {
    return phase.of(Fate.GOOD) >= WELL * phase.tally().offered();
  }
}
