package io.scangate.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Instants as PostgreSQL keeps them: whole microseconds since 1970, and {@code timestamptz}. */
public final class Micros {
  private Micros() {}

  /** The whole microsecond that an instant lies in. */
  static Instant floor(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** Microseconds since 1970. */
  static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /** As a {@code timestamptz}. */
  public static OffsetDateTime column(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** As a {@code timestamptz} that may be null. */
  static @Nullable OffsetDateTime column(Optional<Instant> instant) {
    return instant.map(Micros::column).orElse(null);
  }

  /** What a {@code timestamptz} that may be null says. */
  static Optional<Instant> instant(@Nullable OffsetDateTime column) {
    return Optional.ofNullable(column).map(OffsetDateTime::toInstant);
  }
}
