package io.scangate.gateway;

import io.scangate.ops.ScanMeters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What all event loops of a gateway share. Shared.
 *
 * @param shows how many codes may still be shown now
 * @param clock the wall clock, which codes and closures are judged by
 * @param nanos the monotonic clock, which rates and latencies are measured by
 * @param certificate what TLS is served with; absent where the port speaks in clear text
 */
public record SharedParts(
    GatewaySettings settings,
    Lists lists,
    ReuseMemory uses,
    RateLimit shows,
    ConnectionCount connections,
    Drain drain,
    ScanMeters meters,
    InstantSource clock,
    LongSupplier nanos,
    Optional<ServerCertificate> certificate) {

  /**
   * The parts of one gateway.
   *
   * @param tolerance how far clocks may differ, as the keys have it
   */
  public static SharedParts of(
      GatewaySettings settings,
      Duration tolerance,
      Lists lists,
      ScanMeters meters,
      InstantSource clock,
      LongSupplier nanos) {
    return new SharedParts(
        settings,
        lists,
        new ReuseMemory(settings.rememberedUses(), tolerance, meters),
        new RateLimit(settings.mostShows(), nanos.getAsLong()),
        new ConnectionCount(settings.mostConnections()),
        new Drain(),
        meters,
        clock,
        nanos,
        Optional.empty());
  }

  /** The same, served by TLS. */
  public SharedParts securedBy(ServerCertificate shown) {
    return new SharedParts(
        settings, lists, uses, shows, connections, drain, meters, clock, nanos, Optional.of(shown));
  }

  /** Now, in microseconds since 1970. */
  long micros() {
    Instant now = clock.instant();
    return TimeUnit.SECONDS.toMicros(now.getEpochSecond())
        + TimeUnit.NANOSECONDS.toMicros(now.getNano());
  }
}
