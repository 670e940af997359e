package io.scangate.transition;

import static io.scangate.policy.Setting.CENTRALIZED;
import static io.scangate.transition.Given.POLICIES;
import static io.scangate.transition.Given.area;
import static io.scangate.transition.Given.contact;
import static io.scangate.transition.Given.correction;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.declared;
import static io.scangate.transition.Given.diagnosis;
import static io.scangate.transition.Given.justAfter;
import static io.scangate.transition.Given.justBefore;
import static io.scangate.transition.Given.negative;
import static io.scangate.transition.Given.released;
import static io.scangate.transition.Given.screening;
import static io.scangate.transition.Given.special;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.policy.Category;
import io.scangate.policy.DeclaredStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules, section <i>Who is not converted for now</i>. */
class ConversionTest {
  private static List<Bar> bars(Category disputed, Instant at, Fact... facts) {
    return Conversion.bars(POLICIES, Facts.of(facts), disputed, at);
  }

  @Test
  void nobodyElseIsBarred() {
    assertThat(bars(Category.SCREENING, day(1), screening(day(0)))).isEmpty();
    assertThat(bars(Category.SCREENING, day(1))).isEmpty();
  }

  @Test
  void aCaseNotCuredAnAsymptomaticNotReleasedASuspectedNotRuledOut() {
    for (DiagnosisStatus status :
        List.of(
            DiagnosisStatus.CONFIRMED, DiagnosisStatus.ASYMPTOMATIC, DiagnosisStatus.SUSPECTED)) {
      assertThat(bars(Category.SCREENING, day(1), diagnosis(day(0), status)))
          .containsExactly(new Bar.Infected(Category.valueOf(status.name())));
    }
    assertThat(
            bars(
                Category.SCREENING,
                day(1),
                diagnosis(day(0), DiagnosisStatus.SUSPECTED),
                diagnosis(day(1), DiagnosisStatus.RULED_OUT)))
        .isEmpty();
  }

  @Test
  void aContactNotReleasedFromIsolation() {
    Fact close = contact(day(0), ContactKind.CLOSE);
    Fact subClose = contact(day(0), ContactKind.SUB_CLOSE);
    assertThat(bars(Category.SCREENING, day(1), close, subClose))
        .containsExactly(
            new Bar.Contact(Category.CLOSE_CONTACT), new Bar.Contact(Category.SUB_CLOSE_CONTACT));
    assertThat(
            bars(
                Category.SCREENING,
                day(7),
                subClose,
                negative(day(1)),
                released(day(7), CENTRALIZED)))
        .isEmpty();
    assertThat(
            bars(
                Category.SCREENING,
                day(15),
                close,
                negative(day(1)),
                released(day(7), CENTRALIZED)))
        .as("at home")
        .containsExactly(new Bar.Contact(Category.CLOSE_CONTACT));
  }

  @Test
  void whoDeclaredSymptomsWithinFourteenDays() {
    Fact cough = declared(day(0), DeclaredStatus.NONE, Symptom.COUGH);
    Bar bar = new Bar.Symptoms(Set.of(Symptom.COUGH), day(0), day(14));
    assertThat(bars(Category.SCREENING, day(14), cough)).containsExactly(bar);
    assertThat(bars(Category.SCREENING, justAfter(day(14)), cough)).isEmpty();
    assertThat(bars(Category.SCREENING, justBefore(day(0)), cough)).isEmpty();
    assertThat(bars(Category.SCREENING, day(1), declared(day(0), DeclaredStatus.SUSPECTED)))
        .as("without symptoms")
        .isEmpty();
  }

  @Test
  void theLastOfSeveralDeclarationsIsTold() {
    assertThat(
            bars(
                Category.SCREENING,
                day(4),
                declared(day(0), DeclaredStatus.NONE, Symptom.COUGH),
                new Fact.Declaration(day(3), day(2), Set.of(Symptom.FEVER), DeclaredStatus.NONE),
                new Fact.Declaration(day(4), day(1), Set.of(Symptom.OTHER), DeclaredStatus.NONE)))
        .containsExactly(new Bar.Symptoms(Set.of(Symptom.FEVER), day(2), day(16)));
  }

  @Test
  void whoIsInAMediumOrHighRiskAreaNowOrIsolatedThere() {
    assertThat(bars(Category.SCREENING, day(20), area(day(0), RiskLevel.HIGH)))
        .containsExactly(new Bar.RiskArea(Category.HIGH_RISK_AREA));
    assertThat(bars(Category.SCREENING, day(20), area(day(0), RiskLevel.MEDIUM)))
        .containsExactly(new Bar.RiskArea(Category.MEDIUM_RISK_AREA));
  }

  @Test
  void whoWasInOneWithinFourteenDays() {
    Fact screened = new Fact.Screening(day(3), day(0), "telecom");
    Bar bar = new Bar.RecentRiskArea(day(0), day(14));
    assertThat(bars(Category.CLOSE_CONTACT, day(14), screened)).containsExactly(bar);
    assertThat(bars(Category.CLOSE_CONTACT, justAfter(day(14)), screened)).isEmpty();
    assertThat(bars(Category.CLOSE_CONTACT, day(14), special(day(0), day(-20))))
        .containsExactly(bar);
    assertThat(bars(Category.CLOSE_CONTACT, day(14), area(day(0), RiskLevel.HIGH)))
        .containsExactly(new Bar.RiskArea(Category.HIGH_RISK_AREA), bar);
  }

  @Test
  void theEpisodeInDisputeIsNoBarToItsOwnCorrection() {
    assertThat(bars(Category.CLOSE_CONTACT, day(1), contact(day(0), ContactKind.CLOSE))).isEmpty();
    assertThat(bars(Category.CONFIRMED, day(1), diagnosis(day(0), DiagnosisStatus.CONFIRMED)))
        .isEmpty();
    assertThat(
            bars(Category.DECLARED, day(1), declared(day(0), DeclaredStatus.NONE, Symptom.FEVER)))
        .isEmpty();
    assertThat(bars(Category.HIGH_RISK_AREA, day(1), area(day(0), RiskLevel.HIGH))).isEmpty();
  }

  @Test
  void whatWasCorrectedBeforeIsNoBar() {
    assertThat(
            bars(
                Category.CLOSE_CONTACT,
                day(3),
                screening(day(0)),
                declared(day(0), DeclaredStatus.NONE, Symptom.FEVER),
                correction(day(1), Category.SCREENING),
                correction(day(1), Category.DECLARED)))
        .isEmpty();
    assertThat(
            bars(
                Category.CLOSE_CONTACT,
                day(3),
                correction(day(1), Category.SCREENING),
                screening(day(2))))
        .containsExactly(new Bar.RecentRiskArea(day(2), day(16)));
  }

  @Test
  void whatADiagnosisMadeVoidStillTellsWhereThePersonWas() {
    assertThat(
            bars(
                Category.ASYMPTOMATIC,
                day(3),
                screening(day(0)),
                diagnosis(day(1), DiagnosisStatus.ASYMPTOMATIC)))
        .containsExactly(new Bar.RecentRiskArea(day(0), day(14)));
  }
}
