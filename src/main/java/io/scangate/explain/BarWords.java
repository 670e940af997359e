package io.scangate.explain;

import io.scangate.transition.Bar;

/** Says why somebody's code is not corrected for now. Immutable. */
final class BarWords {
  private final Words words;

  BarWords(Words words) {
    this.words = words;
  }

  String sentence(Bar bar) {
    return switch (bar) {
      case Bar.Infected _ -> words.text("bar.infected");
      case Bar.Contact _ -> words.text("bar.contact");
      case Bar.Symptoms symptoms ->
          words.text(
              "bar.symptoms", words.past(symptoms.declaredAt()), words.coming(symptoms.until()));
      case Bar.RiskArea _ -> words.text("bar.risk-area");
      case Bar.RecentRiskArea stay ->
          words.text(
              "bar.recent-risk-area", words.past(stay.happenedAt()), words.coming(stay.until()));
    };
  }
}
