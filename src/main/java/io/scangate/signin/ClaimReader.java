package io.scangate.signin;

import io.scangate.health.Division;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the claims of one token and keeps the first fault that it meets, so that a reader of many
 * claims asks once at the end. Confined to its user.
 */
final class ClaimReader {
  /** The last second of the year 9999; beyond it a number is no instant that anybody means. */
  private static final double LAST_SECOND = 253_402_300_799.0;

  private static final int MOST_TEXT = 4096;
  private static final Pattern SPACES = Pattern.compile(" +");

  private final Map<String, Object> json;
  private @Nullable Fault fault;

  ClaimReader(Map<String, Object> json) {
    this.json = json;
  }

  /** The first fault; absent where everything could be read. */
  Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }

  private void fail(Fault found) {
    if (fault == null) {
      fault = found;
    }
  }

  void require(String name) {
    if (value(name) == null) {
      fail(Fault.MISSING_CLAIM);
    }
  }

  /** A text that must be there; empty after a fault. */
  String requiredText(String name) {
    require(name);
    return text(name).orElse("");
  }

  Optional<String> text(String name) {
    Object value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank() && text.length() <= MOST_TEXT) {
      return Optional.of(text);
    }
    fail(Fault.UNREADABLE_CLAIM);
    return Optional.empty();
  }

  /** A text, a number or a truth, as text. */
  Optional<String> plain(String name) {
    return switch (value(name)) {
      case Number number -> Optional.of(number.toString());
      case Boolean truth -> Optional.of(truth.toString());
      case null, default -> text(name);
    };
  }

  /** A list of words, or one text with spaces between them; none where it is not there. */
  Set<String> words(String name) {
    return switch (value(name)) {
      case null -> Set.of();
      case String text -> words(SPACES.splitAsStream(text));
      case List<?> list when list.stream().allMatch(String.class::isInstance) ->
          words(list.stream().map(String.class::cast));
      default -> {
        fail(Fault.UNREADABLE_CLAIM);
        yield Set.of();
      }
    };
  }

  private static Set<String> words(Stream<String> words) {
    return words.filter(word -> !word.isBlank()).collect(Collectors.toUnmodifiableSet());
  }

  /** One text or a list of them, each as it is (RFC 7519, section 4.1.3). */
  Set<String> audience() {
    return switch (value("aud")) {
      case String one -> Set.of(one);
      case null, default -> words("aud");
    };
  }

  Optional<Division> division(String name) {
    return text(name)
        .flatMap(
            code -> {
              try {
                return Optional.of(new Division(code));
              } catch (IllegalArgumentException e) {
                fail(Fault.UNREADABLE_CLAIM);
                return Optional.empty();
              }
            });
  }

  /** Seconds since 1970, perhaps with a fraction; the given instant where it is not there. */
  Instant instant(String name, Instant otherwise) {
    Object value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number) {
      double seconds = number.doubleValue();
      if (seconds >= 0 && seconds <= LAST_SECOND) {
        return Instant.ofEpochMilli(Math.round(seconds * 1_000));
      }
    }
    fail(Fault.UNREADABLE_CLAIM);
    return otherwise;
  }

  /** A claim by its whole name, else by the path that the dots in the name lead. */
  private @Nullable Object value(String name) {
    Object whole = json.get(name);
    if (whole != null || name.indexOf('.') < 0) {
      return whole;
    }
    Object at = json;
    for (String step : name.split("\\.", -1)) {
      if (!(at instanceof Map<?, ?> map)) {
        return null;
      }
      at = map.get(step);
    }
    return at;
  }
}
