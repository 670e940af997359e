package io.scangate.gateway;

import io.scangate.verdict.Language;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Accept-Language} (RFC 9110, section 12.5.4), as far as it chooses among the
 * languages of the advice. Chinese where it chooses none.
 */
final class AcceptLanguage {
  private static final int MOST_CHARACTERS = 128;
  private static final int WHOLE = 1_000;

  private AcceptLanguage() {}

  /** The language that is liked best; of two that are liked as well, the one named first. */
  static Language of(@Nullable String header) {
    if (header == null || header.length() > MOST_CHARACTERS) {
      return Language.CHINESE;
    }
    Language best = Language.CHINESE;
    int bestWeight = 0;
    for (String range : header.split(",", -1)) {
      String[] parts = range.split(";", -1);
      Language language = language(parts[0].strip());
      int weight = parts.length > 1 ? Weight.of(parts[1].strip()) : WHOLE;
      if (language != null && weight > bestWeight) {
        best = language;
        bestWeight = weight;
      }
    }
    return best;
  }

  private static @Nullable Language language(String range) {
    if (range.equals("*")) {
      return Language.CHINESE;
    }
    String primary = range.split("-", 2)[0].toLowerCase(Locale.ROOT);
    for (Language language : Language.values()) {
      if (language.code().equals(primary)) {
        return language;
      }
    }
    return null;
  }
}
