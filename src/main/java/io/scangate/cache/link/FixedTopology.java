package io.scangate.cache.link;

import io.vertx.core.Future;
import java.util.Set;

/** One server that serves every slot. Immutable. */
record FixedTopology(HostPort server) implements Topology {
  @Override
  public SlotMap known() {
    return SlotMap.all(server);
  }

  @Override
  public Future<SlotMap> ask(Set<HostPort> masters) {
    return Future.succeededFuture(known());
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
