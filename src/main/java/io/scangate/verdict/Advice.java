package io.scangate.verdict;

import java.util.ResourceBundle;

/** The short text that a door shows to the person in front of it. Immutable. */
public final class Advice {
  private static final String BUNDLE = "io.scangate.verdict.advice";

  private final ResourceBundle texts;

  /** The advice in a language. */
  public Advice(Language language) {
    this.texts =
        ResourceBundle.getBundle(
            BUNDLE,
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** What to do on a verdict of this reason. */
  public String on(Reason reason) {
    return texts.getString(reason.text());
  }
}
