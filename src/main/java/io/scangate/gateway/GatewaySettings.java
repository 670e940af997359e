package io.scangate.gateway;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a gateway serves scanners. Immutable.
 *
 * @param host the address that it listens on
 * @param port 0 for any free one
 * @param bound the longest age of the knowledge that a verdict may call live
 * @param mostConnections how many scanners may be connected; others are told to come again
 * @param mostWaiting how many scans of one event loop may wait for Redis; more are shed
 * @param rememberedUses how many uses of dynamic codes are remembered, a power of two
 * @param idle how long a connection may be open without completing a request
 * @param patience how long the body of a request may take
 * @param drain how long a shutdown waits for answers under way
 * @param mostShows how many codes this gateway shows in a second; more are shed
 * @param connectionAge how old a connection of HTTP/1.1 may become; between half of it and the
 *     whole an answer tells that it is the last one
 * @param http2Port where proxies speak HTTP/2 in clear text; 0 for any free port
 */
public record GatewaySettings(
    String host,
    int port,
    Duration bound,
    int mostConnections,
    int mostWaiting,
    int rememberedUses,
    Duration idle,
    Duration patience,
    Duration drain,
    int mostShows,
    Duration connectionAge,
    OptionalInt http2Port) {

  /**
   * Port 8080 of every address, 2 s, 20,000 connections, 4,096 waiting, a million uses, a minute
   * idle, 5 s for a body, 10 s to drain, 20,000 codes shown in a second, connections of ten
   * minutes.
   */
  public static final GatewaySettings DEFAULT =
      new GatewaySettings(
          "0.0.0.0",
          8080,
          Duration.ofSeconds(2),
          20_000,
          4_096,
          1 << 20,
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          20_000,
          Duration.ofMinutes(10),
          OptionalInt.empty());

  /** Refuses numbers out of their range. */
  public GatewaySettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 0 to 65535");
    }
    if (mostConnections < 1 || mostWaiting < 1 || mostShows < 1) {
      throw new IllegalArgumentException("a bound is below 1");
    }
    if (Integer.bitCount(rememberedUses) != 1 || rememberedUses < 1_024) {
      throw new IllegalArgumentException("rememberedUses is no power of two from 1024 up");
    }
    if (idle.toMillis() < 1_000 || patience.toMillis() < 1_000) {
      throw new IllegalArgumentException("idle and patience are at least a second");
    }
    if (connectionAge.toMillis() < 1_000) {
      throw new IllegalArgumentException("the age of a connection is at least a second");
    }
    if (bound.isNegative() || bound.isZero() || drain.isNegative()) {
      throw new IllegalArgumentException("bound is positive, drain not negative");
    }
  }

  /** Settings with the usual limit of showing, and without a port for HTTP/2 in clear text. */
  public GatewaySettings(
      String host,
      int port,
      Duration bound,
      int mostConnections,
      int mostWaiting,
      int rememberedUses,
      Duration idle,
      Duration patience,
      Duration drain) {
    this(
        host,
        port,
        bound,
        mostConnections,
        mostWaiting,
        rememberedUses,
        idle,
        patience,
        drain,
        DEFAULT.mostShows,
        DEFAULT.connectionAge,
        OptionalInt.empty());
  }

  /** The same on another address. */
  public GatewaySettings at(String otherHost, int otherPort) {
    return new GatewaySettings(
        otherHost,
        otherPort,
        bound,
        mostConnections,
        mostWaiting,
        rememberedUses,
        idle,
        patience,
        drain,
        mostShows,
        connectionAge,
        http2Port);
  }
}
