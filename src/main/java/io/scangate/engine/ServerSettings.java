package io.scangate.engine;

import java.time.Duration;

/**
 * How the engine's server works. Immutable.
 *
 * @param host the address of an interface; 127.0.0.1 reaches this machine only
 * @param port 1 to 65535, which all instances share
 * @param instances how many of it share the connections, each on a context of its own
 * @param idle how long a connection may be silent
 * @param drain how long a shutdown waits for answers under way
 */
public record ServerSettings(String host, int port, int instances, Duration idle, Duration drain) {
  /** Where sources find it, on this machine only. */
  public static final ServerSettings DEFAULT =
      new ServerSettings(
          "127.0.0.1",
          8_082,
          Runtime.getRuntime().availableProcessors(),
          Duration.ofSeconds(90),
          Duration.ofSeconds(10));

  /** The same at another address. */
  public ServerSettings at(String otherHost, int otherPort) {
    return new ServerSettings(otherHost, otherPort, instances, idle, drain);
  }
}
