package io.scangate.transition;

import static io.scangate.transition.Given.assigned;
import static io.scangate.transition.Given.contact;
import static io.scangate.transition.Given.correction;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.justBefore;
import static io.scangate.transition.Given.person;
import static io.scangate.transition.Given.screening;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.policy.Category;
import org.junit.jupiter.api.Test;

/** Rules, sections <i>Words</i> and <i>Facts</i>. */
class ColourTest {
  @Test
  void theColourIsTheMostSevereOfTheOpenEpisodes() {
    assertThat(person(screening(day(0)), contact(day(0), ContactKind.CLOSE)).codeAt(day(1)))
        .isEqualTo("RED [CLOSE_CONTACT]");
    assertThat(person(screening(day(0)), assigned(day(0), "31", Colour.YELLOW)).codeAt(day(1)))
        .isEqualTo("YELLOW [SCREENING, OUT_OF_PROVINCE]");
  }

  @Test
  void withoutAnOpenEpisodeItIsGreen() {
    assertThat(person().codeAt(day(0))).isEqualTo("GREEN []");
    assertThat(person().at(day(0)).nextReview()).isEmpty();
  }

  @Test
  void aPersonWhoNeverRegisteredHasNoCode() {
    Decision decision =
        Transition.decide(Given.POLICIES, Facts.of(contact(day(0), ContactKind.CLOSE)), day(1));
    assertThat(decision.colour()).isEqualTo(Colour.NONE);
    assertThat(decision.because()).isEmpty();
    assertThat(decision.open()).isEmpty();
    assertThat(decision.nextReview()).isEmpty();
    assertThat(decision.policy()).isEqualTo(Given.POLICY.version());
  }

  @Test
  void thePersonHasACodeFromTheRegistrationOn() {
    Facts facts = Facts.of(contact(day(0), ContactKind.CLOSE), new Fact.Registered(day(2), day(1)));
    assertThat(Transition.decide(Given.POLICIES, facts, justBefore(day(2))).colour())
        .isEqualTo(Colour.NONE);
    assertThat(Transition.decide(Given.POLICIES, facts, day(2)).colour()).isEqualTo(Colour.RED);
  }

  @Test
  void aDecisionLooksOnlyAtWhatWasLearnedByItsInstant() {
    Given.Person person = person(contact(day(3), day(1), ContactKind.SUB_CLOSE));
    assertThat(person.codeAt(justBefore(day(3)))).isEqualTo("GREEN []");
    assertThat(person.codeAt(day(3))).isEqualTo("RED [SUB_CLOSE_CONTACT]");
  }

  @Test
  void aCorrectionMakesTheCategoryVoidFromThereOn() {
    Given.Person person = person(screening(day(0)), correction(day(1), Category.SCREENING));
    assertThat(person.codeAt(justBefore(day(1)))).isEqualTo("YELLOW [SCREENING]");
    assertThat(person.codeAt(day(1))).isEqualTo("GREEN []");
  }

  @Test
  void theDecisionNamesItsInstantAndItsPolicy() {
    Decision decision = person().at(day(4));
    assertThat(decision.at()).isEqualTo(day(4));
    assertThat(decision.policy()).isEqualTo("2022-01");
  }
}
