package io.scangate.cache.link;

import io.vertx.core.Future;
import java.util.Set;

/** Who tells which master serves which slot. Confined to its event loop. */
interface Topology {
  /** What is known without asking. */
  default SlotMap known() {
    return SlotMap.EMPTY;
  }

  /**
   * Asks; fails when nobody could tell in time.
   *
   * @param masters those that served so far, who may be asked too
   */
  Future<SlotMap> ask(Set<HostPort> masters);

  /** Ends the conversation with whoever is asked. */
  Future<Void> close();

  /** The one that fits the address. */
  static Topology of(RedisAddress address, Informant informant) {
    return switch (address) {
      case RedisAddress.Standalone(var server, var tls) -> new FixedTopology(server);
      case RedisAddress.Sentinel sentinel -> new SentinelTopology(sentinel, informant);
      case RedisAddress.Cluster cluster -> new ClusterTopology(cluster, informant);
    };
  }
}
