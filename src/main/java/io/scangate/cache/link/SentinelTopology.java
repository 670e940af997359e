package io.scangate.cache.link;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Set;

/** The master that sentinels agreed on. Confined to its event loop. */
final class SentinelTopology implements Topology {
  private final RedisAddress.Sentinel address;
  private final Informant informant;

  SentinelTopology(RedisAddress.Sentinel address, Informant informant) {
    this.address = address;
    this.informant = informant;
  }

  @Override
  public Future<SlotMap> ask(Set<HostPort> masters) {
    return informant.ask(
        address.sentinels(),
        Request.cmd(Command.SENTINEL).arg("get-master-addr-by-name").arg(address.master()),
        SentinelTopology::read);
  }

  private static SlotMap read(HostPort teller, Response reply) {
    return SlotMap.all(
        new HostPort(reply.get(0).toString(), Integer.parseInt(reply.get(1).toString())));
  }

  @Override
  public Future<Void> close() {
    return informant.close();
  }
}
