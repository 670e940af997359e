package io.scangate.explain;

import io.scangate.policy.Schedule;
import io.scangate.policy.Setting;
import io.scangate.transition.Lacking;
import io.scangate.transition.Uncounted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what an open phase still waits for, with its figures. Immutable. */
final class LackingWords {
  private final Words words;

  LackingWords(Words words) {
    this.words = words;
  }

  /**
   * One sentence or more for each thing that is lacking.
   *
   * @param at the instant of the decision
   */
  List<String> sentences(List<Lacking> lacking, Instant at) {
    List<String> sentences = new ArrayList<>();
    for (Lacking one : lacking) {
      sentences.addAll(sentences(one, at));
    }
    return sentences;
  }

  private List<String> sentences(Lacking lacking, Instant at) {
    return switch (lacking) {
      case Lacking.Duration duration ->
          List.of(words.text("lacking.duration", words.coming(duration.until())));
      case Lacking.Tests tests -> tests(tests, at);
      case Lacking.Report report ->
          List.of(
              report
                  .lastSampledAt()
                  .map(sampled -> words.text("lacking.report", words.past(sampled)))
                  .orElseGet(() -> words.text("lacking.report.none")));
      case Lacking.Release release ->
          release.settings().stream()
              .map(Setting::text)
              .reduce((one, other) -> one + "-or-" + other)
              .map(settings -> words.text("lacking.release." + settings))
              .stream()
              .toList();
      case Lacking.Discharge _ -> List.of(words.text("lacking.discharge"));
      case Lacking.Diagnosis _ -> List.of(words.text("lacking.diagnosis"));
      case Lacking.Authority authority ->
          List.of(words.text("lacking.authority", words.province(authority.province())));
    };
  }

  private List<String> tests(Lacking.Tests tests, Instant at) {
    List<String> sentences = new ArrayList<>();
    sentences.add(words.text("lacking.tests", tests.needed(), tests.counted()));
    if (tests.needed() > 1) {
      sentences.add(spacing(tests.schedule()));
    }
    tests.last().ifPresent(last -> sentences.add(uncounted(last, tests.schedule())));
    sentences.add(
        tests.earliestNext().isAfter(at)
            ? words.text("lacking.tests.next", words.coming(tests.earliestNext()))
            : words.text("lacking.tests.next.now"));
    return sentences;
  }

  private String spacing(Schedule schedule) {
    String interval = words.duration(schedule.interval());
    Duration within = schedule.within();
    return within == null
        ? words.text("lacking.tests.interval", interval)
        : words.text("lacking.tests.interval.within", interval, words.duration(within));
  }

  private String uncounted(Uncounted last, Schedule schedule) {
    String key = "uncounted." + last.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
    String sampled = words.past(last.sampledAt());
    return switch (last.why()) {
      case TOO_SOON -> words.text(key, sampled, words.duration(schedule.interval()));
      case OUTSIDE_WINDOW, BEFORE_START, POSITIVE -> words.text(key, sampled);
    };
  }
}
