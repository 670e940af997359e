package io.scangate.cache.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a link speaks with Redis. Immutable.
 *
 * @param address where Redis is
 * @param credentials the user of every data connection
 * @param sentinelCredentials the user at the sentinels, which have users of their own
 * @param trust PEM file of the authorities that sign Redis' certificates; absent: those of the JDK
 * @param deadline how long a request may take when its caller does not say
 * @param overdue how long beyond its deadline the oldest request may stay unanswered before the
 *     connection is given up
 * @param handshake how long connecting, greeting and a question about the topology may take
 * @param firstRetry the pause before the first reconnect; it doubles with every failure
 * @param lastRetry the longest pause before a reconnect
 * @param topologyCheck how often Sentinel or Cluster is asked who serves what
 * @param inFlight how many commands may be unanswered on a connection; more fail at once
 */
public record LinkSettings(
    RedisAddress address,
    Optional<RedisCredentials> credentials,
    Optional<RedisCredentials> sentinelCredentials,
    Optional<Path> trust,
    Duration deadline,
    Duration overdue,
    Duration handshake,
    Duration firstRetry,
    Duration lastRetry,
    Duration topologyCheck,
    int inFlight) {

  /** The defaults: a deadline of 100 ms, retries after 50 ms up to 2 s, 16,384 in flight. */
  public static LinkSettings of(RedisAddress address) {
    return new LinkSettings(
        address,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMillis(100),
        Duration.ofMillis(400),
        Duration.ofSeconds(1),
        Duration.ofMillis(50),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        16_384);
  }

  /** Refuses durations and bounds that are not positive. */
  public LinkSettings {
    positive("deadline", deadline);
    positive("overdue", overdue);
    positive("handshake", handshake);
    positive("firstRetry", firstRetry);
    positive("lastRetry", lastRetry);
    positive("topologyCheck", topologyCheck);
    if (lastRetry.compareTo(firstRetry) < 0) {
      throw new IllegalArgumentException("lastRetry is shorter than firstRetry");
    }
    if (inFlight < 2) {
      throw new IllegalArgumentException("inFlight is below 2");
    }
  }

  private static void positive(String name, Duration value) {
    if (value.toMillis() < 1) {
      throw new IllegalArgumentException(name + " is below a millisecond");
    }
  }

  /** The same as this user. */
  public LinkSettings as(RedisCredentials user) {
    return new LinkSettings(
        address,
        Optional.of(user),
        sentinelCredentials,
        trust,
        deadline,
        overdue,
        handshake,
        firstRetry,
        lastRetry,
        topologyCheck,
        inFlight);
  }

  /** The same with this deadline. */
  public LinkSettings within(Duration other) {
    return new LinkSettings(
        address,
        credentials,
        sentinelCredentials,
        trust,
        other,
        overdue,
        handshake,
        firstRetry,
        lastRetry,
        topologyCheck,
        inFlight);
  }

  /** The same with this many commands in flight at most. */
  public LinkSettings atMostInFlight(int commands) {
    return new LinkSettings(
        address,
        credentials,
        sentinelCredentials,
        trust,
        deadline,
        overdue,
        handshake,
        firstRetry,
        lastRetry,
        topologyCheck,
        commands);
  }
}
