package io.scangate.verdict;

import java.util.Locale;

/** A language that advice is given in. */
public enum Language {
  CHINESE(Locale.CHINESE),
  ENGLISH(Locale.ENGLISH);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** Its ISO 639 code, as in {@code zh}. */
  public String code() {
    return locale.getLanguage();
  }

  Locale locale() {
    return locale;
  }
}
