package io.scangate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.explain.Explanation.Ground;
import io.scangate.health.Colour;
import io.scangate.policy.Category;
import io.scangate.policy.Policies;
import io.scangate.scenario.ScenarioFile;
import io.scangate.scenario.ScenarioFolder;
import io.scangate.scenario.Timeline;
import io.scangate.transition.Decision;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people are told. */
class ExplainerTest {
  private static final String CONTACT = "at: @02T08:00, fact: contact, kind: close";

  @Test
  void whoNeverRegisteredIsToldHowTo() {
    Decision none =
        decisions(Path.of("src/test/resources/scenarios/not-registered.yaml"))
            .filter(decision -> decision.colour() == Colour.NONE)
            .findFirst()
            .orElseThrow();
    Explanation told = Explainer.of(Told.POLICY, Language.EN).explain(none);
    assertThat(told.headline()).isEqualTo("You have no health code.");
    assertThat(told.grounds()).isEmpty();
    assertThat(told.outlook()).isEmpty();
    assertThat(told.advice()).singleElement().asString().startsWith("Register with your name");
  }

  @Test
  void whoIsGreenNeedsToDoNothing() {
    Told told = Told.at("05T08:00");
    assertThat(told.english())
        .isEqualTo(
            new Explanation(
                Colour.GREEN,
                "Your health code is green.",
                "As of 5 March 2022, 08:00 (China Time), by the edition 2022-01 of the rules and by"
                    + " what had been reported until then.",
                List.of(),
                List.of(),
                List.of("There is nothing that you need to do.")));
    assertThat(told.chinese().headline()).isEqualTo("您的健康码是绿码。");
    assertThat(told.chinese().advice()).containsExactly("您无需办理任何事项。");
  }

  @Test
  void theGroundSaysWhyInWhichPhaseAndWhatFollows() {
    Told told = Told.at("05T08:00", CONTACT);
    Ground english = told.english().grounds().getFirst();
    assertThat(english.category()).isEqualTo(Category.CLOSE_CONTACT);
    assertThat(english.why())
        .isEqualTo(
            "Contact tracing found that you are a close contact of a case, since 2 March 2022,"
                + " 08:00.");
    assertThat(english.phase())
        .isEqualTo(
            "This is phase 1 of 2: code red, in centralized isolation, since 2 March 2022, 08:00.");
    assertThat(english.afterwards())
        .isEqualTo("After that the code is yellow, in isolation at home, for at least 7 days.");
    Ground chinese = told.chinese().grounds().getFirst();
    assertThat(chinese.why()).isEqualTo("经流行病学调查，您自2022年3月2日08:00起被判定为密切接触者。");
    assertThat(chinese.phase()).isEqualTo("目前是第1阶段（共2个阶段）：红码，集中隔离，自2022年3月2日08:00开始。");
    assertThat(chinese.afterwards()).isEqualTo("此后转为黄码，居家隔离，至少7天。");
  }

  @Test
  void theLastPhaseIsFollowedByNothing() {
    Told told = Told.at("05T08:00", "at: @02T08:00, fact: screening, source: telecom");
    assertThat(told.english().grounds().getFirst().afterwards())
        .isEqualTo("After that this reason is gone.");
  }

  @Test
  void theEarliestGreenCountsThePhasesThatFollow() {
    assertThat(Told.at("05T08:00", CONTACT).english().outlook())
        .containsExactly(
            "Your code can be green on 23 March 2022, 08:00 at the earliest, if all that is lacking"
                + " comes without delay.");
  }

  @Test
  void theEarliestGreenCountsTheTestsThatAreStillToCome() {
    assertThat(
            Told.at("05T08:00", "at: @02T08:00, fact: screening, source: telecom")
                .english()
                .outlook())
        .containsExactly(
            "Your code can be green on 7 March 2022, 08:00 at the earliest, if all that is lacking"
                + " comes without delay.");
  }

  @Test
  void whatNeedsTimeOnlyIsAPromise() {
    Told told =
        Told.at(
            "05T08:00",
            "at: @02T08:00, fact: declaration, symptoms: [cough], status: none",
            "at: @04T08:00, fact: test, sampledAt: @03T08:00, result: negative");
    assertThat(told.english().outlook())
        .containsExactly(
            "Your code turns green by itself on 16 March 2022, 08:00, if nothing new is"
                + " reported.");
    assertThat(told.chinese().outlook()).containsExactly("如无新的信息上报，您的健康码将于2022年3月16日08:00自动转为绿码。");
  }

  @Test
  void theLongerOfTwoEpisodesDecidesWhenItIsGreen() {
    Told told = Told.at("05T08:00", CONTACT, "at: @03T08:00, fact: contact, kind: sub-close");
    assertThat(told.english().grounds()).hasSize(2);
    assertThat(told.english().outlook()).singleElement().asString().contains("23 March 2022");
  }

  @Test
  void whatCarriesTheColourStandsFirst() {
    Told told =
        Told.at(
            "05T08:00",
            "at: @02T08:00, fact: screening, source: telecom",
            "at: @03T08:00, fact: assignment, province: \"44\", colour: RED");
    assertThat(told.english().grounds())
        .extracting(Ground::category)
        .containsExactly(Category.OUT_OF_PROVINCE, Category.SCREENING);
  }

  @Test
  void nobodyPromisesADateForADiagnosisOrAnotherProvince() {
    assertThat(
            Told.at("05T08:00", CONTACT, "at: @02T08:00, fact: diagnosis, status: suspected")
                .english()
                .outlook())
        .containsExactly(
            "When your code can be green cannot be told yet: it does not depend on time.");
    assertThat(
            Told.at("05T08:00", "at: @02T08:00, fact: assignment, province: \"44\", colour: RED")
                .chinese()
                .outlook())
        .containsExactly("目前无法告知何时转为绿码：这不取决于时间。");
  }

  @Test
  void whoseCodeIsNotGreenIsToldToReportAndWhereToTurn() {
    Told told = Told.at("05T08:00", CONTACT);
    assertThat(told.english().advice())
        .first()
        .asString()
        .startsWith("Report to your community at once.");
    assertThat(told.english().advice()).last().asString().contains("12345");
    assertThat(told.english().advice())
        .anySatisfy(
            advice -> assertThat(advice).contains("correction", "within the last 48 hours"));
    assertThat(told.chinese().advice()).first().asString().startsWith("请立即向所在社区（村）报告");
    assertThat(told.chinese().advice()).last().asString().contains("12345");
  }

  @Test
  void aColourOfAnotherProvinceIsNotCorrectedHere() {
    Told told =
        Told.at("05T08:00", "at: @02T08:00, fact: assignment, province: \"44\", colour: RED");
    assertThat(told.english().advice())
        .noneSatisfy(advice -> assertThat(advice).contains("correction"))
        .anySatisfy(advice -> assertThat(advice).startsWith("Turn to Guangdong;"));
  }

  @Test
  void adviceForTwoEpisodesIsGivenOnce() {
    Told told = Told.at("05T08:00", CONTACT, "at: @03T08:00, fact: contact, kind: sub-close");
    assertThat(told.english().advice()).doesNotHaveDuplicates();
  }

  @Test
  void aPositiveTestIsNotCalledADiagnosis() {
    Told told =
        Told.at("05T08:00", "at: @04T08:00, fact: test, sampledAt: @03T08:00, result: positive");
    assertThat(told.english().grounds().getFirst().why())
        .isEqualTo("A sample taken from you on 3 March 2022, 08:00 was positive.");
  }

  @Test
  void anEntryNamesTheCountry() {
    Told told = Told.at("05T08:00", "at: @02T08:00, fact: entry, country: Laos");
    assertThat(told.english().grounds().getFirst().why())
        .isEqualTo("You entered the country on 2 March 2022, 08:00, from: Laos.");
  }

  @Test
  void everyDecisionOfTheScenariosIsExplainedInFullInBothLanguages() throws IOException {
    Set<Category> explained = EnumSet.noneOf(Category.class);
    for (Path file : ScenarioFolder.files(Path.of("src/test/resources/scenarios"))) {
      decisions(file)
          .forEach(
              decision -> {
                for (Language language : Language.values()) {
                  Explanation told = Explainer.of(Told.POLICY, language).explain(decision);
                  assertThat(told.grounds()).hasSameSizeAs(decision.open());
                  assertThat(told.toString()).doesNotContain("{", "}");
                  told.grounds().forEach(ground -> explained.add(ground.category()));
                  assertThat(told.grounds())
                      .allSatisfy(ground -> assertThat(ground.lacking()).isNotEmpty());
                }
              });
    }
    assertThat(explained).containsExactlyInAnyOrder(Category.values());
  }

  private static Stream<Decision> decisions(Path file) {
    return Timeline.of(Policies.of(Told.POLICY), ScenarioFile.read(file).timeline())
        .decisions()
        .stream();
  }
}
