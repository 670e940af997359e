package io.scangate.cache.link;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The masters of a cluster and their slots, as any of its nodes tells them. Confined to its event
 * loop.
 */
final class ClusterTopology implements Topology {
  private final RedisAddress.Cluster address;
  private final Informant informant;

  ClusterTopology(RedisAddress.Cluster address, Informant informant) {
    this.address = address;
    this.informant = informant;
  }

  @Override
  public Future<SlotMap> ask(Set<HostPort> masters) {
    Set<HostPort> all = new LinkedHashSet<>(masters);
    all.addAll(address.seeds());
    return informant.ask(
        new ArrayList<>(all), Request.cmd(Command.CLUSTER).arg("SLOTS"), ClusterTopology::read);
  }

  private static SlotMap read(HostPort teller, Response ranges) {
    SlotMap.Builder map = new SlotMap.Builder();
    for (Response range : ranges) {
      Response master = range.get(2);
      map =
          map.add(
              number(range.get(0)),
              number(range.get(1)),
              new HostPort(host(master.get(0), teller), number(master.get(1))));
    }
    return map.build();
  }

  private static int number(Response reply) {
    return Integer.parseInt(reply.toString());
  }

  /** A node that does not know its own address leaves it empty: it is the one that was asked. */
  private static String host(@Nullable Response host, HostPort teller) {
    return host == null || host.toString().isEmpty() ? teller.host() : host.toString();
  }

  @Override
  public Future<Void> close() {
    return informant.close();
  }
}
