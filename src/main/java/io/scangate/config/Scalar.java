package io.scangate.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * A single value in a file, still as text; each reader refuses what it cannot mean. Immutable.
 *
 * @param text the value, as written, without quotes
 */
public record Scalar(Place place, String text) implements Node {
  @Override
  public String kind() {
    return "the single value '" + text + "'";
  }

  /** A refusal of this value that says what is allowed. */
  public ConfigException refuse(String allowed) {
    return place.refuse("'" + text + "' is not allowed; allowed: " + allowed);
  }

  /** The text, refused where it is empty. */
  public String word() {
    if (text.isBlank()) {
      throw refuse("a text that is not empty");
    }
    return text;
  }

  /** A whole number within the bounds, both included. */
  public long integer(long least, long most) {
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException ignored) {
      // Refused below, like a number out of bounds.
    }
    throw refuse("a whole number from " + least + " to " + most);
  }

  /** A decimal number within the bounds, both included. */
  public BigDecimal decimal(String least, String most) {
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.compareTo(new BigDecimal(least)) >= 0
          && value.compareTo(new BigDecimal(most)) <= 0) {
        return value;
      }
    } catch (NumberFormatException ignored) {
      // Refused below, like a number out of bounds.
    }
    throw refuse("a number from " + least + " to " + most);
  }

  /** {@code true} or {@code false}. */
  public boolean bool() {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refuse("true, false");
    };
  }

  /**
   * An ISO 8601 duration that is not negative, as in {@code P14D} or {@code PT30M}. A day has 24
   * hours.
   */
  public Duration duration() {
    try {
      Duration value = Duration.parse(text);
      if (!value.isNegative()) {
        return value;
      }
    } catch (DateTimeException ignored) {
      // Refused below, like a negative one.
    }
    throw refuse("an ISO 8601 duration such as P14D or PT30M");
  }

  /** An ISO 8601 instant with its offset. */
  public Instant instant() {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refuse("an instant with its offset such as 2022-03-01T08:00:00+08:00");
    }
  }

  /** The name of a time zone of the IANA database. */
  public ZoneId zone() {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw refuse("a time zone such as Asia/Shanghai");
    }
  }

  /** One of the constants, by the name that the file uses for it. */
  public <E extends Enum<E>> E oneOf(E[] constants, Function<E, String> name) {
    for (E constant : constants) {
      if (name.apply(constant).equals(text)) {
        return constant;
      }
    }
    throw refuse(String.join(", ", Arrays.stream(constants).map(name).toList()));
  }

  /**
   * One of the constants, written in lower case with hyphens: {@code CLOSE_CONTACT} is {@code
   * close-contact}.
   */
  public <E extends Enum<E>> E oneOf(E[] constants) {
    return oneOf(constants, constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /**
   * What the reader makes of the text; an {@link IllegalArgumentException} of its is told as the
   * refusal.
   */
  public <T> T as(Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw place.refuse(String.valueOf(e.getMessage()));
    }
  }
}
