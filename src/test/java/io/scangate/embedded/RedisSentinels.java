package io.scangate.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A master, its replica and three sentinels for a test. Confined to the test's thread. A master
 * that stays silent for a second is replaced.
 */
public final class RedisSentinels implements AutoCloseable {
  private static final String NAME = "mymaster";

  private final RedisProcess master;
  private final RedisProcess replica;
  private final List<RedisProcess> sentinels = new ArrayList<>();

  private RedisSentinels(Path parent) {
    master = RedisProcess.start(parent);
    List<String> following = new ArrayList<>(RedisProcess.defaults());
    following.add("replicaof 127.0.0.1 " + master.port());
    replica = RedisProcess.start(parent, following);
  }

  /** Starts all five and waits until the sentinels know each other and the replica. */
  public static RedisSentinels start(Path parent) {
    RedisSentinels all = new RedisSentinels(parent);
    for (int i = 0; i < 3; i++) {
      all.sentinels.add(
          RedisProcess.start(parent, FreePorts.next(), all.sentinel(), List.of("--sentinel")));
    }
    Await.until("the sentinels agree", () -> all.sentinels.stream().allMatch(all::knowsAll));
    return all;
  }

  /** The address for a link. */
  public String url() {
    return sentinels.stream()
        .map(it -> "127.0.0.1:" + it.port())
        .collect(Collectors.joining(",", "redis+sentinel://", "/" + NAME));
  }

  /** The server that was the master at first. */
  public RedisProcess master() {
    return master;
  }

  /** The server that was the replica at first. */
  public RedisProcess replica() {
    return replica;
  }

  /** The sentinels. */
  public List<RedisProcess> sentinels() {
    return List.copyOf(sentinels);
  }

  /** Waits until the replica holds everything that the master was told. */
  public void awaitInStep() {
    Await.until(
        "the replica is in step",
        () -> offset(master, "master_repl_offset").equals(offset(replica, "slave_repl_offset")));
  }

  /** Waits until every sentinel names the former replica as the master. */
  public void awaitFailover() {
    Await.until(
        "the replica was promoted",
        () ->
            sentinels.stream().allMatch(it -> masterPort(it) == replica.port())
                && String.valueOf(replica.run("ROLE")).startsWith("[master"));
  }

  @Override
  public void close() {
    sentinels.forEach(RedisProcess::close);
    replica.close();
    master.close();
  }

  private List<String> sentinel() {
    return List.of(
        "sentinel monitor " + NAME + " 127.0.0.1 " + master.port() + " 2",
        "sentinel down-after-milliseconds " + NAME + " 1000",
        "sentinel failover-timeout " + NAME + " 5000");
  }

  private boolean knowsAll(RedisProcess sentinel) {
    List<?> state = (List<?>) Objects.requireNonNull(sentinel.run("SENTINEL", "master", NAME));
    return field(state, "num-slaves").equals("1")
        && field(state, "num-other-sentinels").equals("2")
        && field(state, "flags").equals("master");
  }

  private static String field(List<?> pairs, String name) {
    return String.valueOf(pairs.get(pairs.indexOf(name) + 1));
  }

  private static int masterPort(RedisProcess sentinel) {
    List<?> address =
        (List<?>) Objects.requireNonNull(sentinel.run("SENTINEL", "get-master-addr-by-name", NAME));
    return Integer.parseInt(String.valueOf(address.get(1)));
  }

  private static String offset(RedisProcess redis, String field) {
    return String.valueOf(redis.run("INFO", "replication"))
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
