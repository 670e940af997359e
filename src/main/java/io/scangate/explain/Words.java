package io.scangate.explain;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Phase;
import io.scangate.policy.Setting;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/**
 * The texts of one language, filled in, with instants in the days of one zone. Immutable.
 *
 * <p>The texts stand in {@code explain_<language>.properties}, as patterns of {@link
 * MessageFormat}.
 */
final class Words {
  private static final String BUNDLE = "io.scangate.explain";
  private static final Duration LONGEST_IN_HOURS = Duration.ofDays(2);

  private final Locale locale;
  private final ZoneId zone;
  private final ResourceBundle texts;
  private final DateTimeFormatter date;

  private Words(Locale locale, ZoneId zone, ResourceBundle texts) {
    this.locale = locale;
    this.zone = zone;
    this.texts = texts;
    this.date = DateTimeFormatter.ofPattern(texts.getString("date"), locale).withZone(zone);
  }

  static Words of(Language language, ZoneId zone) {
    return new Words(language.locale(), zone, texts(language));
  }

  /** The texts of a language. There is no falling back to another: each is complete. */
  static ResourceBundle texts(Language language) {
    return ResourceBundle.getBundle(
        BUNDLE,
        language.locale(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The text under a key, with what is to be filled in. */
  String text(String key, Object... arguments) {
    return new MessageFormat(texts.getString(key), locale).format(arguments);
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /** When something was: to the minute in which it fell. */
  String past(Instant instant) {
    return date.format(instant);
  }

  /**
   * From when on something can be: to the first whole minute not before it, so that nobody who
   * comes at the minute told comes too early.
   */
  String coming(Instant instant) {
    Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
    return date.format(minute.equals(instant) ? minute : minute.plus(1, ChronoUnit.MINUTES));
  }

  /** A length of time in the largest unit that fits it, up to two days in hours. */
  String duration(Duration duration) {
    if (duration.compareTo(LONGEST_IN_HOURS) > 0 && isWhole(duration, ChronoUnit.DAYS)) {
      return text("duration.days", duration.toDays());
    }
    return isWhole(duration, ChronoUnit.HOURS)
        ? text("duration.hours", duration.toHours())
        : text("duration.minutes", duration.plusMinutes(1).minusNanos(1).toMinutes());
  }

  String colour(Colour colour) {
    return text("colour." + colour.name());
  }

  /** Where a person stays during a phase. */
  String place(Phase phase) {
    return text("place." + settings(phase));
  }

  /** The settings of a phase as part of a key, as in {@code centralized-or-home}. */
  static String settings(Phase phase) {
    return phase.settings().stream().map(Setting::text).collect(Collectors.joining("-or-"));
  }

  String province(Province province) {
    String key = "province." + province.code();
    return has(key) ? text(key) : text("province.unnamed", province.code());
  }

  /** The zone in whose days instants are told. */
  String zone() {
    return zone.getDisplayName(TextStyle.FULL, locale);
  }

  private static boolean isWhole(Duration duration, ChronoUnit unit) {
    return unit.getDuration().multipliedBy(duration.dividedBy(unit.getDuration())).equals(duration);
  }
}
