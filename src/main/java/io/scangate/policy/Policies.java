package io.scangate.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The editions of the policy, side by side. At every instant one of them is in force and judges the
 * whole history. Immutable.
 */
public final class Policies {
  private final List<Policy> byStart;

  private Policies(List<Policy> byStart) {
    this.byStart = byStart;
  }

  /**
   * Puts editions side by side, in any order.
   *
   * @throws IllegalArgumentException if there is none, or two of them have the same version or the
   *     same instant from which they are in force
   */
  public static Policies of(List<Policy> policies) {
    if (policies.isEmpty()) {
      throw new IllegalArgumentException("at least one policy is needed");
    }
    List<Policy> byStart = new ArrayList<>(policies);
    byStart.sort(Comparator.comparing(Policy::inForceFrom));
    Set<String> versions = new HashSet<>();
    for (int i = 0; i < byStart.size(); i++) {
      Policy policy = byStart.get(i);
      if (!versions.add(policy.version())) {
        throw new IllegalArgumentException(
            "two policies have the version '" + policy.version() + "'");
      }
      if (i > 0 && byStart.get(i - 1).inForceFrom().equals(policy.inForceFrom())) {
        throw new IllegalArgumentException(
            "the policies '%s' and '%s' are both in force from %s"
                .formatted(byStart.get(i - 1).version(), policy.version(), policy.inForceFrom()));
      }
    }
    return new Policies(List.copyOf(byStart));
  }

  /** One edition alone. */
  public static Policies of(Policy policy) {
    return new Policies(List.of(policy));
  }

  /** The edition that judges at an instant; before the earliest comes into force, the earliest. */
  public Policy inForceAt(Instant at) {
    for (int i = byStart.size() - 1; i > 0; i--) {
      if (!byStart.get(i).inForceFrom().isAfter(at)) {
        return byStart.get(i);
      }
    }
    return byStart.getFirst();
  }

  /** When the next edition takes over from the one that judges at an instant. */
  public Optional<Instant> nextAfter(Instant at) {
    for (int i = 1; i < byStart.size(); i++) {
      if (byStart.get(i).inForceFrom().isAfter(at)) {
        return Optional.of(byStart.get(i).inForceFrom());
      }
    }
    return Optional.empty();
  }

  /** All editions, by the instant from which they are in force. */
  public List<Policy> all() {
    return byStart;
  }
}
