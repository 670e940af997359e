package io.scangate.cache.link;

import java.util.ArrayList;
import java.util.List;

/**
 * Where Redis is: one server, a master that sentinels know, or a cluster. Immutable.
 *
 * <p>Read from {@code redis://host:6379}, {@code redis+sentinel://h1:26379,h2:26379/name} or {@code
 * redis+cluster://h1:7000,h2:7001}; {@code rediss} in place of {@code redis} asks for TLS. User and
 * password never stand here: an address is shown in logs and on command lines.
 */
public sealed interface RedisAddress {
  /** Whether every connection, those to sentinels included, is encrypted. */
  boolean tls();

  /** One server. */
  record Standalone(HostPort server, boolean tls) implements RedisAddress {
    @Override
    public String toString() {
      return scheme(tls, "") + server;
    }
  }

  /** The master of that name, which any of the sentinels can tell. */
  record Sentinel(String master, List<HostPort> sentinels, boolean tls) implements RedisAddress {
    /** Copies the list. */
    public Sentinel {
      sentinels = List.copyOf(sentinels);
    }

    @Override
    public String toString() {
      return scheme(tls, "+sentinel") + list(sentinels) + "/" + master;
    }
  }

  /** A cluster, of which any of the seeds can tell the other nodes. */
  record Cluster(List<HostPort> seeds, boolean tls) implements RedisAddress {
    /** Copies the list. */
    public Cluster {
      seeds = List.copyOf(seeds);
    }

    @Override
    public String toString() {
      return scheme(tls, "+cluster") + list(seeds);
    }
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException saying what is wrong, in the operator's words and without
   *     repeating a password
   */
  static RedisAddress parse(String text) {
    int mark = text.indexOf("://");
    if (mark < 0) {
      throw new IllegalArgumentException(
          "a Redis address begins with redis://, redis+sentinel:// or redis+cluster://"
              + " (rediss for TLS)");
    }
    String rest = text.substring(mark + 3);
    if (rest.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "a Redis address holds no user and no password, because addresses are shown in logs:"
              + " use the settings redis.user and redis.password-file");
    }
    String scheme = text.substring(0, mark);
    boolean tls = scheme.startsWith("rediss");
    return switch (scheme) {
      case "redis", "rediss" -> new Standalone(HostPort.parse(noPath(rest), 6379), tls);
      case "redis+sentinel", "rediss+sentinel" -> sentinel(rest, tls);
      case "redis+cluster", "rediss+cluster" -> new Cluster(hosts(noPath(rest), 6379), tls);
      default ->
          throw new IllegalArgumentException(
              "'"
                  + scheme
                  + "' is not a Redis scheme: redis, redis+sentinel, redis+cluster, or the same"
                  + " with rediss for TLS");
    };
  }

  private static Sentinel sentinel(String rest, boolean tls) {
    int slash = rest.indexOf('/');
    String master = slash < 0 ? "" : rest.substring(slash + 1);
    if (master.isEmpty() || master.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "a Sentinel address ends with the master's name: redis+sentinel://host:26379/mymaster");
    }
    return new Sentinel(master, hosts(rest.substring(0, slash), 26_379), tls);
  }

  private static String noPath(String rest) {
    String bare = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
    if (bare.indexOf('/') >= 0 || bare.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "a Redis address has no path and no parameters: the keys stand in database 0");
    }
    return bare;
  }

  private static List<HostPort> hosts(String list, int defaultPort) {
    List<HostPort> hosts = new ArrayList<>();
    for (String host : list.split(",", -1)) {
      hosts.add(HostPort.parse(host.strip(), defaultPort));
    }
    return hosts;
  }

  private static String scheme(boolean tls, String kind) {
    return (tls ? "rediss" : "redis") + kind + "://";
  }

  private static String list(List<HostPort> hosts) {
    return String.join(",", hosts.stream().map(HostPort::toString).toList());
  }
}
