package io.scangate.gateway;

import io.scangate.verdict.AdmissionRules;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.Gate;
import io.scangate.verdict.KeyHash;
import io.scangate.verdict.Orders;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every device that is known, by the hash of its key, each with the rules and orders of its
 * checkpoint. Immutable; a new list makes a new one, which is swapped by reference.
 */
final class Devices {
  /** No device at all. */
  static final Devices NONE = new Devices(Map.of());

  private final Map<KeyHash, Device> byHash;

  private Devices(Map<KeyHash, Device> byHash) {
    this.byHash = byHash;
  }

  /**
   * The devices of a list under the rules and orders of the day.
   *
   * @param nanos now, on the monotonic clock
   */
  static Devices of(CheckpointList list, AdmissionRules rules, Orders orders, long nanos) {
    return NONE.replacedBy(list, rules, orders, nanos);
  }

  /** The same of a newer list; a device that stays keeps what is left of its rate. */
  Devices replacedBy(CheckpointList list, AdmissionRules rules, Orders orders, long nanos) {
    Map<KeyHash, Device> next = HashMap.newHashMap(list.devices().size());
    list.devices()
        .forEach(
            (hash, checkpoint) -> {
              Gate gate = Gate.of(checkpoint, rules, orders);
              next.put(hash, new Device(gate, rate(byHash.get(hash), gate.rule().rate(), nanos)));
            });
    return new Devices(next);
  }

  private static RateLimit rate(@Nullable Device before, int rate, long nanos) {
    return before != null && before.rate().rate() == rate
        ? before.rate()
        : new RateLimit(rate, nanos);
  }

  /** The device whose key has this hash. */
  @Nullable Device find(KeyHash hash) {
    return byHash.get(hash);
  }

  int size() {
    return byHash.size();
  }
}
