package io.scangate.explain;

import io.scangate.policy.Category;
import io.scangate.policy.Policy;
import io.scangate.policy.Setting;
import io.scangate.transition.Decision;
import io.scangate.transition.Episode;
import io.scangate.transition.Lacking;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says what a person does next and where to turn. Immutable. */
final class Advice {
  private final Words words;
  private final Duration negativeWithin;

  Advice(Words words, Policy policy) {
    this.words = words;
    this.negativeWithin = policy.corrections().negativeWithin();
  }

  List<String> next(Decision decision) {
    List<String> next = new ArrayList<>();
    next.add(words.text("advice." + decision.colour().name()));
    if (decision.open().isEmpty()) {
      return next;
    }
    next.addAll(wanted(decision.open()));
    if (decision.open().stream().anyMatch(Advice::isCorrectable)) {
      next.add(words.text("advice.wrong", words.duration(negativeWithin)));
    }
    next.add(words.text("advice.late"));
    return next;
  }

  /** What to do about everything lacking, each thing once. */
  private Set<String> wanted(List<Episode> open) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Episode episode : open) {
      for (Lacking lacking : episode.lacking()) {
        switch (lacking) {
          case Lacking.Duration _, Lacking.Report _ -> {
            // Waiting is all that there is to do.
          }
          case Lacking.Tests _ -> wanted.add(words.text("advice.tests"));
          case Lacking.Release(Set<Setting> settings) -> {
            for (Setting setting : settings) {
              wanted.add(words.text("advice.release." + setting.text()));
            }
          }
          case Lacking.Discharge _ -> wanted.add(words.text("advice.discharge"));
          case Lacking.Diagnosis _ -> wanted.add(words.text("advice.diagnosis"));
          case Lacking.Authority(var province) ->
              wanted.add(words.text("advice.authority", words.province(province)));
        }
      }
    }
    return wanted;
  }

  /** A correction has no effect on what another province assigned. */
  private static boolean isCorrectable(Episode episode) {
    return episode.category() != Category.OUT_OF_PROVINCE;
  }
}
