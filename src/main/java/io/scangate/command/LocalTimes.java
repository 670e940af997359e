package io.scangate.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Instants as operators read them: ISO 8601 with the offset of one zone. Immutable. */
public record LocalTimes(ZoneId zone) {
  public static LocalTimes in(ZoneId zone) {
    return new LocalTimes(zone);
  }

  public String text(Instant instant) {
    return instant.atZone(zone).toOffsetDateTime().toString();
  }

  public LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }
}
