package io.scangate.scenario;

import io.scangate.policy.Policies;
import io.scangate.transition.Decision;
import io.scangate.transition.Transition;
import java.util.ArrayList;
import java.util.List;

/**
 * An expectation and the decision that is another one. Immutable.
 *
 * @param decided what the rules answer at the instant of the expectation
 */
public record Missed(Expectation expected, Decision decided) {
  /** Every expectation of a scenario that the policies do not meet, in the order of the file. */
  public static List<Missed> in(Scenario scenario, Policies policies) {
    List<Missed> missed = new ArrayList<>();
    for (Expectation expected : scenario.expectations()) {
      Decision decided = Transition.decide(policies, scenario.timeline(), expected.at());
      if (!expected.isMetBy(decided)) {
        missed.add(new Missed(expected, decided));
      }
    }
    return missed;
  }
}
