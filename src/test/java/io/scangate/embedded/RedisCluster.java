package io.scangate.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cluster of three masters without replicas for a test, whose slots can be moved. Confined to the
 * test's thread.
 */
public final class RedisCluster implements AutoCloseable {
  private static final int NODES = 3;
  private static final int SLOTS = 16_384;

  private final List<RedisProcess> nodes = new ArrayList<>();

  private RedisCluster() {}

  /** Starts the nodes, gives each a third of the slots and waits until all know of all. */
  public static RedisCluster start(Path parent) {
    RedisCluster cluster = new RedisCluster();
    List<String> config = new ArrayList<>(RedisProcess.defaults());
    config.addAll(List.of("cluster-enabled yes", "cluster-node-timeout 2000"));
    for (int i = 0; i < NODES; i++) {
      cluster.nodes.add(RedisProcess.start(parent, config));
    }
    for (int i = 0; i < NODES; i++) {
      RedisProcess node = cluster.node(i);
      node.run(
          Stream.concat(
                  Stream.of("CLUSTER", "ADDSLOTS"),
                  IntStream.range(i * SLOTS / NODES, (i + 1) * SLOTS / NODES)
                      .mapToObj(Integer::toString))
              .toArray(String[]::new));
      node.run("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
    }
    for (RedisProcess node : cluster.nodes) {
      cluster.node(0).run("CLUSTER", "MEET", "127.0.0.1", Integer.toString(node.port()));
    }
    Await.until("the cluster is whole", cluster::isWhole);
    return cluster;
  }

  /** The address for a link. */
  public String url() {
    return nodes.stream()
        .map(it -> "127.0.0.1:" + it.port())
        .collect(Collectors.joining(",", "redis+cluster://", ""));
  }

  public RedisProcess node(int index) {
    return nodes.get(index);
  }

  /** The slot of a key, as the servers compute it. */
  public int slotOf(String key) {
    return Math.toIntExact((Long) Objects.requireNonNull(node(0).run("CLUSTER", "KEYSLOT", key)));
  }

  /** The node that serves a slot. */
  public RedisProcess ownerOf(int slot) {
    List<?> ranges = (List<?>) Objects.requireNonNull(node(0).run("CLUSTER", "SLOTS"));
    for (Object range : ranges) {
      List<?> parts = (List<?>) range;
      if ((Long) parts.get(0) <= slot && slot <= (Long) parts.get(1)) {
        long port = (Long) ((List<?>) parts.get(2)).get(1);
        return nodes.stream().filter(it -> it.port() == port).findFirst().orElseThrow();
      }
    }
    throw new IllegalStateException("nobody serves slot " + slot);
  }

  /** From now on the owner of the slot sends askers for keys it has no more to the other node. */
  public void beginMove(int slot, RedisProcess to) {
    RedisProcess from = ownerOf(slot);
    to.run("CLUSTER", "SETSLOT", Integer.toString(slot), "IMPORTING", id(from));
    from.run("CLUSTER", "SETSLOT", Integer.toString(slot), "MIGRATING", id(to));
  }

  /** Moves one key of a slot that is moving. */
  public void moveKey(RedisProcess from, RedisProcess to, String key) {
    from.run("MIGRATE", "127.0.0.1", Integer.toString(to.port()), key, "0", "5000");
  }

  /** Gives the slot to the other node for good; all of its keys must have been moved. */
  public void finishMove(int slot, RedisProcess to) {
    for (RedisProcess node : nodes) {
      node.run("CLUSTER", "SETSLOT", Integer.toString(slot), "NODE", id(to));
    }
  }

  @Override
  public void close() {
    nodes.forEach(RedisProcess::close);
  }

  private static String id(RedisProcess node) {
    return String.valueOf(node.run("CLUSTER", "MYID"));
  }

  private boolean isWhole() {
    return nodes.stream()
        .allMatch(
            node -> {
              String info = String.valueOf(node.run("CLUSTER", "INFO"));
              return info.contains("cluster_state:ok")
                  && info.contains("cluster_known_nodes:" + NODES)
                  && info.contains("cluster_slots_ok:" + SLOTS);
            });
  }
}
