package io.scangate.ops;

import java.util.List;

/**
 * What the three questions after a gateway's health depend on. Immutable.
 *
 * @param live fails when only a restart helps
 * @param ready fails when a balancer must send nothing here; staleness is no such reason, or one
 *     dead Redis would take every gateway out at once
 * @param fresh fails while verdicts are not live
 */
public record Health(List<Check> live, List<Check> ready, List<Check> fresh) {
  /** Takes copies. */
  public Health {
    live = List.copyOf(live);
    ready = List.copyOf(ready);
    fresh = List.copyOf(fresh);
  }
}
