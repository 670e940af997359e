package io.scangate.verdict;

import java.util.List;

/**
 * A checkpoint with all that is in force there, put together once and not at every scan. Immutable.
 *
 * @param rule the admission rule of its kind
 * @param closures the closures that concern it
 * @param plate its names, ready for use
 */
public record Gate(
    Checkpoint checkpoint, AdmissionRule rule, List<Closure> closures, Nameplate plate) {
  /** Takes a copy. */
  public Gate {
    closures = List.copyOf(closures);
  }

  /** A checkpoint with what is in force there. */
  public Gate(Checkpoint checkpoint, AdmissionRule rule, List<Closure> closures) {
    this(checkpoint, rule, closures, Nameplate.of(checkpoint));
  }

  /** A checkpoint under the rules and orders of the day. */
  public static Gate of(Checkpoint checkpoint, AdmissionRules rules, Orders orders) {
    return new Gate(checkpoint, rules.ruleFor(checkpoint.kind()), orders.concerning(checkpoint));
  }

  /** The same under other orders. */
  public Gate closedBy(List<Closure> others) {
    return new Gate(checkpoint, rule, others, plate);
  }

  /** Whether an order closes it at an instant, in microseconds since 1970. */
  public boolean isClosed(long now) {
    for (int i = 0; i < closures.size(); i++) {
      if (closures.get(i).isInForce(now)) {
        return true;
      }
    }
    return false;
  }
}
