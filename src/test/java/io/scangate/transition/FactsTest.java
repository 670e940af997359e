package io.scangate.transition;

import static io.scangate.transition.Given.contact;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.declared;
import static io.scangate.transition.Given.diagnosis;
import static io.scangate.transition.Given.entry;
import static io.scangate.transition.Given.screening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.health.Colour;
import io.scangate.health.Province;
import io.scangate.policy.DeclaredStatus;
import io.scangate.policy.Setting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {
  /** In the one order: learned, then happened, then by kind, then by content. */
  private static final List<Fact> ORDERED =
      List.of(
          contact(day(1), day(0), ContactKind.CLOSE),
          diagnosis(day(1), DiagnosisStatus.CONFIRMED),
          contact(day(1), ContactKind.CLOSE),
          contact(day(1), ContactKind.SUB_CLOSE),
          entry(day(1), day(1)),
          screening(day(1)),
          screening(day(1)),
          declared(day(2), DeclaredStatus.CONFIRMED));

  @Test
  void areInOneOrderHoweverTheyArrive() {
    List<Fact> reversed = new ArrayList<>(ORDERED);
    Collections.reverse(reversed);
    assertThat(Facts.of(reversed).all()).isEqualTo(ORDERED);
    assertThat(Facts.of(reversed))
        .isEqualTo(Facts.of(ORDERED))
        .hasSameHashCodeAs(Facts.of(ORDERED))
        .hasToString(Facts.of(ORDERED).toString());
  }

  @Test
  void oneMoreFindsItsPlace() {
    for (Fact fact : ORDERED) {
      List<Fact> others = new ArrayList<>(ORDERED);
      others.remove(fact);
      assertThat(Facts.of(others).with(fact).all()).isEqualTo(ORDERED);
    }
    assertThat(Facts.of().with(ORDERED.getFirst()).all()).containsExactly(ORDERED.getFirst());
  }

  @Test
  void differWhereTheirFactsDiffer() {
    assertThat(Facts.of(ORDERED)).isNotEqualTo(Facts.of(ORDERED.subList(1, 8)));
    assertThat(Facts.of(ORDERED)).isNotEqualTo(ORDERED);
    assertThat(Facts.of(ORDERED).hashCode()).isNotEqualTo(Facts.of().hashCode());
    assertThat(Facts.of(ORDERED.getFirst())).asString().contains("Contact", "CLOSE");
  }

  @Test
  void isolationIsCentralizedOrAtHome() {
    assertThatThrownBy(() -> new Fact.IsolationStarted(day(0), day(0), Setting.HOSPITAL))
        .hasMessage("isolation is centralized or home, not hospital");
    assertThatThrownBy(() -> new Fact.IsolationReleased(day(0), day(0), Setting.NONE))
        .hasMessage("isolation is centralized or home, not none");
  }

  @Test
  void aProvinceAssignsAColour() {
    assertThatThrownBy(() -> new Fact.Assignment(day(0), day(0), new Province("31"), Colour.NONE))
        .hasMessage("a province assigns GREEN, YELLOW or RED");
  }
}
