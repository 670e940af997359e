package io.scangate.explain;

import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.scangate.scenario.ScenarioFile;
import io.scangate.transition.Transition;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

/** What a person with given facts is told by the shipped policy. Immutable. */
record Told(Explanation english, Explanation chinese) {
  static final Policy POLICY = PolicyFile.read(Path.of("config/policy.yaml"));

  /**
   * Explains at an instant of March 2022.
   *
   * @param at as in {@code 05T08:00}
   * @param facts as in scenario files, without braces, with {@code @} before such an instant
   */
  static Told at(String at, String... facts) {
    StringBuilder text = new StringBuilder("scenario: test\ntimeline:\n");
    Stream.concat(Stream.of("at: @01T00:00, fact: registered"), Stream.of(facts))
        .map(fact -> fact.replaceAll("@(\\S+?)(,|$)", "2022-03-$1:00+08:00$2"))
        .forEach(fact -> text.append("  - {").append(fact).append("}\n"));
    var decision =
        Transition.decide(
            Policies.of(POLICY),
            ScenarioFile.parse("test", text.toString()).timeline(),
            OffsetDateTime.parse("2022-03-" + at + ":00+08:00").toInstant());
    return new Told(
        Explainer.of(POLICY, Language.EN).explain(decision),
        Explainer.of(POLICY, Language.ZH).explain(decision));
  }

  /** The sentences on what the only open episode lacks. */
  List<String> lackingInEnglish() {
    return english.grounds().getFirst().lacking();
  }

  /** The same in Chinese. */
  List<String> lackingInChinese() {
    return chinese.grounds().getFirst().lacking();
  }
}
