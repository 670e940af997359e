package io.scangate.gateway;

import io.scangate.verdict.AdmissionRules;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.CheckpointChange;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.Closure;
import io.scangate.verdict.Gate;
import io.scangate.verdict.KeyHash;
import io.scangate.verdict.Orders;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Every device that is known, by the hash of its key, each with the rules and orders of its
 * checkpoint. Shared: changed by whoever follows the lists, read by every event loop.
 *
 * <p>Whatever changes makes a new edition, which is swapped by reference: whoever remembers a
 * device looks again when the edition is another one. The editions of a list have one table in
 * common, in which a change touches what it is about and not hundreds of thousands of others.
 */
final class Devices {
  private final ConcurrentMap<KeyHash, Device> byHash;

  private Devices(ConcurrentMap<KeyHash, Device> byHash) {
    this.byHash = byHash;
  }

  /** No device at all. */
  static Devices none() {
    return new Devices(new ConcurrentHashMap<>());
  }

  /**
   * The devices of a newer list under the rules and orders of the day; a device that stays keeps
   * what is left of its rate.
   *
   * @param nanos now, on the monotonic clock
   */
  Devices replacedBy(CheckpointList list, AdmissionRules rules, Orders orders, long nanos) {
    Devices next = new Devices(new ConcurrentHashMap<>(list.devices().size()));
    list.devices()
        .forEach(
            (hash, checkpoint) ->
                next.put(hash, checkpoint, rules, orders, nanos, byHash.get(hash)));
    return next;
  }

  /** The edition after a change of the list. */
  Devices changedBy(CheckpointChange change, AdmissionRules rules, Orders orders, long nanos) {
    change
        .added()
        .forEach(
            (hash, checkpoint) -> put(hash, checkpoint, rules, orders, nanos, byHash.get(hash)));
    change.removed().forEach(byHash::remove);
    return new Devices(byHash);
  }

  /** The edition under new orders. */
  Devices orderedBy(Orders orders) {
    byHash.replaceAll(
        (hash, device) -> {
          Gate gate = device.gate();
          List<Closure> closures = orders.concerning(gate.checkpoint());
          return closures.equals(gate.closures())
              ? device
              : new Device(gate.closedBy(closures), device.rate());
        });
    return new Devices(byHash);
  }

  private void put(
      KeyHash hash,
      Checkpoint checkpoint,
      AdmissionRules rules,
      Orders orders,
      long nanos,
      @Nullable Device before) {
    Gate gate = Gate.of(checkpoint, rules, orders);
    byHash.put(hash, new Device(gate, rate(before, gate.rule().rate(), nanos)));
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
