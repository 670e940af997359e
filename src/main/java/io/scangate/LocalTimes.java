package io.scangate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Instants as operators read them: ISO 8601 with the offset of one zone. Immutable. */
record LocalTimes(ZoneId zone) {
  static LocalTimes in(ZoneId zone) {
    return new LocalTimes(zone);
  }

  String text(Instant instant) {
    return instant.atZone(zone).toOffsetDateTime().toString();
  }

  LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, zone);
  }
}
