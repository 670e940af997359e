package io.scangate.casework.notices;

import io.scangate.explain.Language;
import io.scangate.health.Colour;
import java.util.Locale;
import java.util.ResourceBundle;

/** What people are told; of their health no more than the colour. Stateless. */
final class NoticeWords {
  private static final String BUNDLE = "io.scangate.casework.notices";

  private NoticeWords() {}

  /** What the message is called. */
  static String subject(Language language) {
    return texts(language).getString("subject");
  }

  /** That a code has a colour now, and what to do. */
  static String text(Colour colour, Language language) {
    return texts(language).getString(colour.name());
  }

  private static ResourceBundle texts(Language language) {
    return ResourceBundle.getBundle(
        BUNDLE,
        Locale.of(language.text()),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
