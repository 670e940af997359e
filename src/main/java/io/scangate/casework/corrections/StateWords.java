package io.scangate.casework.corrections;

import io.scangate.casework.Visit;
import io.scangate.explain.Language;
import io.scangate.ledger.cases.CorrectionState;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Where an application stands, in the one sentence that applicant and staff both read. Immutable.
 */
final class StateWords {
  private static final String BUNDLE = "io.scangate.casework.corrections";

  private StateWords() {}

  /** The sentence of a state. */
  static String of(CorrectionState state, Language language) {
    return ResourceBundle.getBundle(
            BUNDLE,
            Locale.of(language.text()),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString(state.word());
  }

  /** The language that a request asks for; Chinese where it asks for none. */
  static Language asked(Visit visit) {
    return visit.optional("lang").filter("en"::equals).isPresent() ? Language.EN : Language.ZH;
  }
}
