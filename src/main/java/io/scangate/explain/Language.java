package io.scangate.explain;

import java.util.Locale;

/** A language in which decisions are explained to people. */
public enum Language {
  ZH(Locale.SIMPLIFIED_CHINESE),
  EN(Locale.ENGLISH);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** How dates and numbers are written in it. */
  Locale locale() {
    return locale;
  }

  /** Its name in commands and in the names of the message bundles (ISO 639-1). */
  public String text() {
    return locale.getLanguage();
  }
}
