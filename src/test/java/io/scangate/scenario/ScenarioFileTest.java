package io.scangate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.config.ConfigException;
import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Policies;
import io.scangate.policy.PolicyFile;
import io.scangate.policy.Setting;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Decision;
import io.scangate.transition.DiagnosisStatus;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import io.scangate.transition.RiskLevel;
import io.scangate.transition.Symptom;
import io.scangate.transition.TestResult;
import io.scangate.transition.Transition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {
  private static final Instant AT = Instant.parse("2022-03-02T00:00:00Z");
  private static final Instant BEFORE = Instant.parse("2022-03-01T00:00:00Z");

  private static Scenario with(String fact) {
    return ScenarioFile.parse(
        "a.yaml", "scenario: s\ntimeline:\n  - {at: 2022-03-02T08:00:00+08:00, " + fact + "}\n");
  }

  private static void refused(String fact, String message) {
    assertThatThrownBy(() -> with(fact))
        .isInstanceOf(ConfigException.class)
        .hasMessage("a.yaml:3: timeline[0]" + message);
  }

  private static void reads(String written, Fact fact) {
    assertThat(with(written).timeline()).isEqualTo(Facts.of(fact));
  }

  @Test
  void everyKindOfFactIsRead() {
    reads("fact: registered", new Fact.Registered(AT, AT));
    reads(
        "fact: diagnosis, status: ruled-out",
        new Fact.Diagnosis(AT, AT, DiagnosisStatus.RULED_OUT));
    reads("fact: hospital, event: discharged", new Fact.Discharged(AT, AT));
    reads("fact: contact, kind: close", new Fact.Contact(AT, AT, ContactKind.CLOSE));
    reads("fact: contact, kind: sub-close", new Fact.Contact(AT, AT, ContactKind.SUB_CLOSE));
    reads(
        "fact: contact, kind: spatiotemporal, confined: false",
        new Fact.Contact(AT, AT, ContactKind.SPATIOTEMPORAL));
    reads(
        "fact: contact, kind: spatiotemporal, confined: true",
        new Fact.Contact(AT, AT, ContactKind.SPATIOTEMPORAL_CONFINED));
    reads("fact: entry, country: XX", new Fact.Entry(AT, AT, "XX"));
    reads("fact: area, level: high", new Fact.Area(AT, AT, RiskLevel.HIGH));
    reads("fact: area, level: medium", new Fact.Area(AT, AT, RiskLevel.MEDIUM));
    reads(
        "fact: area, level: special, lastExposure: 2022-03-01T08:00:00+08:00",
        new Fact.SpecialArea(AT, AT, BEFORE));
    reads("fact: screening, source: telecom", new Fact.Screening(AT, AT, "telecom"));
    reads(
        "fact: isolation, event: started, setting: centralized",
        new Fact.IsolationStarted(AT, AT, Setting.CENTRALIZED));
    reads(
        "fact: isolation, event: released, setting: home",
        new Fact.IsolationReleased(AT, AT, Setting.HOME));
    reads(
        "fact: test, sampledAt: 2022-03-01T00:00:00Z, result: positive",
        new Fact.Test(AT, AT, BEFORE, TestResult.POSITIVE));
    reads(
        "fact: declaration, symptoms: [fever, other], status: suspected",
        new Fact.Declaration(
            AT, AT, Set.of(Symptom.FEVER, Symptom.OTHER), DeclaredStatus.SUSPECTED));
    reads(
        "fact: assignment, province: '31', colour: YELLOW",
        new Fact.Assignment(AT, AT, new Province("31"), Colour.YELLOW));
    reads(
        "fact: assignment-lifted, province: '31'",
        new Fact.AssignmentLifted(AT, AT, new Province("31")));
    reads(
        "fact: correction, category: screening, ground: on-duty",
        new Fact.Correction(AT, AT, Category.SCREENING, "on-duty"));
  }

  @Test
  void whenItHappenedIsReadWhereItDiffers() {
    reads(
        "happenedAt: 2022-03-01T08:00:00+08:00, fact: entry, country: XX",
        new Fact.Entry(AT, BEFORE, "XX"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fact: birthday                                             | .fact: 'birthday' is not allowed; allowed: registered, diagnosis, hospital, contact, entry, area, screening, isolation, test, declaration, assignment, assignment-lifted, correction
          fact: registered, country: XX                              | .country: unknown key 'country'; allowed: at, happenedAt, fact
          fact: diagnosis, status: ill                               | .status: 'ill' is not allowed; allowed: confirmed, asymptomatic, suspected, ruled-out
          fact: hospital, event: admitted                            | .event: 'admitted' is not allowed; allowed: discharged
          fact: contact, kind: far                                   | .kind: 'far' is not allowed; allowed: close, sub-close, spatiotemporal
          fact: contact, kind: close, confined: true                 | .confined: unknown key 'confined'; allowed: at, happenedAt, fact, kind
          fact: contact, kind: spatiotemporal                        | : the key 'confined' is missing
          fact: entry, country: ''                                   | .country: '' is not allowed; allowed: a text that is not empty
          fact: area, level: low                                     | .level: 'low' is not allowed; allowed: high, medium, special
          fact: area, level: high, lastExposure: 2022-03-01T00:00:00Z | .lastExposure: unknown key 'lastExposure'; allowed: at, happenedAt, fact, level
          fact: isolation, event: paused, setting: home              | .event: 'paused' is not allowed; allowed: started, released
          fact: isolation, event: started, setting: hospital         | .setting: 'hospital' is not allowed; allowed: centralized, home
          fact: test, sampledAt: yesterday, result: negative         | .sampledAt: 'yesterday' is not allowed; allowed: an instant with its offset such as 2022-03-01T08:00:00+08:00
          fact: test, sampledAt: 2022-03-01T00:00:00Z, result: void  | .result: 'void' is not allowed; allowed: negative, positive
          fact: declaration, symptoms: [pain], status: none          | .symptoms[0]: 'pain' is not allowed; allowed: fever, cough, other
          fact: assignment, province: Hubei, colour: RED             | .province: a province is the two digits of GB/T 2260, from 11 to 82, not 'Hubei'
          fact: assignment, province: '31', colour: NONE             | .colour: 'NONE' is not allowed; allowed: GREEN, YELLOW, RED
          fact: correction, category: none, ground: x                | .category: 'none' is not allowed; allowed: confirmed, asymptomatic, suspected, close-contact, sub-close-contact, overseas, spatiotemporal, spatiotemporal-confined, high-risk-area, medium-risk-area, special-area-14, special-area-21, special-area-past, screening, declared, out-of-province
          fact: registered, happenedAt: 1899-12-31T23:59:59Z         | .happenedAt: '1899-12-31T23:59:59Z' is not allowed; allowed: an instant from 1900-01-01T00:00:00Z to 2200-01-01T00:00:00Z
          fact: registered, happenedAt: 2200-01-01T00:00:01Z         | .happenedAt: '2200-01-01T00:00:01Z' is not allowed; allowed: an instant from 1900-01-01T00:00:00Z to 2200-01-01T00:00:00Z
          """,
      quoteCharacter = '~')
  void aWrongFactIsRefused(String fact, String message) {
    refused(fact, message);
  }

  private static Expectation expectation(String written) {
    return ScenarioFile.parse(
            "a.yaml", "scenario: s\ntimeline: []\nexpect:\n  - {" + written + "}\n")
        .expectations()
        .getFirst();
  }

  @Test
  void anExpectationIsRead() {
    assertThat(expectation("at: 2022-03-02T00:00:00Z, colour: RED, because: [screening]"))
        .isEqualTo(new Expectation(4, AT, Colour.RED, Optional.of(Set.of(Category.SCREENING))));
    assertThat(expectation("at: 2022-03-02T00:00:00Z, colour: NONE"))
        .isEqualTo(new Expectation(4, AT, Colour.NONE, Optional.empty()));
  }

  @Test
  void aTimelineMayExpectNothing() {
    Scenario scenario = ScenarioFile.parse("a.yaml", "{scenario: s, timeline: []}");
    assertThat(scenario.name()).isEqualTo("s");
    assertThat(scenario.expectations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {timeline: []}                    | a.yaml:1: the key 'scenario' is missing
          {scenario: s}                     | a.yaml:1: the key 'timeline' is missing
          {scenario: s, timeline: [], x: 1} | a.yaml:1: x: unknown key 'x'; allowed: scenario, timeline, expect
          {scenario: s, timeline: {}}       | a.yaml:1: timeline: a list is wanted, not a mapping
          """)
  void aWrongFileIsRefused(String text, String message) {
    assertThatThrownBy(() -> ScenarioFile.parse("a.yaml", text)).hasMessage(message);
  }

  @Test
  void anExpectationIsMetByItsInstantItsColourAndWhatCarriesItOnly() {
    Policies policies = Policies.of(PolicyFile.read(Path.of("config/policy.yaml")));
    Facts facts =
        Facts.of(new Fact.Registered(BEFORE, BEFORE), new Fact.Screening(AT, AT, "telecom"));
    Decision decision = Transition.decide(policies, facts, AT);
    String at = "at: 2022-03-02T00:00:00Z, ";
    assertThat(expectation(at + "colour: YELLOW").isMetBy(decision)).isTrue();
    assertThat(expectation(at + "colour: YELLOW, because: [screening]").isMetBy(decision)).isTrue();
    assertThat(expectation(at + "colour: YELLOW, because: []").isMetBy(decision)).isFalse();
    assertThat(expectation(at + "colour: YELLOW, because: [declared]").isMetBy(decision)).isFalse();
    assertThat(expectation(at + "colour: RED").isMetBy(decision)).isFalse();
    assertThat(expectation("at: 2022-03-02T00:00:01Z, colour: YELLOW").isMetBy(decision)).isFalse();
  }
}
