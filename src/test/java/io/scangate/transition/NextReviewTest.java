package io.scangate.transition;

import static io.scangate.policy.Setting.CENTRALIZED;
import static io.scangate.policy.Setting.HOME;
import static io.scangate.transition.Given.POLICY;
import static io.scangate.transition.Given.SEVEN_PLUS_THREE;
import static io.scangate.transition.Given.contact;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.justBefore;
import static io.scangate.transition.Given.negative;
import static io.scangate.transition.Given.person;
import static io.scangate.transition.Given.released;
import static io.scangate.transition.Given.screening;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.policy.Policies;
import io.scangate.transition.Given.Person;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The next instant at which time alone can change the colour, and editions side by side. */
class NextReviewTest {
  private static final Policies BOTH = Policies.of(List.of(SEVEN_PLUS_THREE, POLICY));
  private static final Instant CHANGE = SEVEN_PLUS_THREE.inForceFrom();

  @Test
  void isTheEndOfAPhaseThatOnlyLacksTime() {
    Person person =
        person(
            contact(day(0), ContactKind.SUB_CLOSE),
            negative(day(1)),
            released(day(2), CENTRALIZED));
    assertThat(person.at(day(2)).nextReview()).contains(day(7));
    assertThat(person.at(justBefore(day(7))).nextReview()).contains(day(7));
    assertThat(person.at(day(7)).nextReview()).isEmpty();
  }

  @Test
  void isAbsentWhereAFactIsLacking() {
    Person person = person(contact(day(0), ContactKind.SUB_CLOSE));
    assertThat(person.at(day(1)).nextReview()).isEmpty();
    assertThat(person.and(negative(day(1))).at(day(1)).nextReview()).isEmpty();
    assertThat(person.and(released(day(1), CENTRALIZED)).at(day(1)).nextReview()).isEmpty();
    assertThat(person(screening(day(0)), negative(day(1))).at(day(1)).nextReview()).isEmpty();
  }

  @Test
  void isTheEarliestOfSeveral() {
    Person person =
        person(
            contact(day(0), ContactKind.SUB_CLOSE),
            contact(day(0), ContactKind.CLOSE),
            contact(day(2), ContactKind.SPATIOTEMPORAL),
            negative(day(3)),
            released(day(3), CENTRALIZED),
            released(day(3), HOME));
    assertThat(person.at(day(3)).nextReview()).contains(day(7));
    assertThat(person.at(day(7)).nextReview()).contains(day(9));
    assertThat(person.at(day(9)).nextReview()).contains(day(14));
    assertThat(person.at(day(14)).nextReview()).isEmpty();
  }

  @Test
  void isTheComingIntoForceOfTheNextEditionForEverybodyWithACode() {
    Facts nothing = person().facts();
    assertThat(Transition.decide(BOTH, nothing, day(0)).nextReview()).contains(CHANGE);
    assertThat(Transition.decide(BOTH, nothing, justBefore(CHANGE)).nextReview()).contains(CHANGE);
    assertThat(Transition.decide(BOTH, nothing, CHANGE).nextReview()).isEmpty();
  }

  @Test
  void isWhicheverComesFirstOfAPhasesEndAndTheNextEdition() {
    Instant close = CHANGE.minus(java.time.Duration.ofDays(3));
    Facts facts =
        person(contact(close, ContactKind.SUB_CLOSE), negative(close), released(close, CENTRALIZED))
            .facts();
    assertThat(Transition.decide(BOTH, facts, close).nextReview()).contains(CHANGE);
    assertThat(Transition.decide(BOTH, facts, CHANGE).nextReview())
        .contains(close.plus(java.time.Duration.ofDays(7)));
    Facts earlier =
        person(
                contact(day(0), ContactKind.SUB_CLOSE),
                negative(day(0)),
                released(day(0), CENTRALIZED))
            .facts();
    assertThat(Transition.decide(BOTH, earlier, day(0)).nextReview()).contains(day(7));
  }

  @Test
  void theEditionInForceJudgesTheWholeHistory() {
    Instant close = CHANGE.minus(java.time.Duration.ofDays(10));
    Facts facts =
        person(contact(close, ContactKind.CLOSE), negative(close), released(close, CENTRALIZED))
            .facts();
    Decision before = Transition.decide(BOTH, facts, justBefore(CHANGE));
    assertThat(before.policy()).isEqualTo("2022-01");
    assertThat(before.colour()).hasToString("RED");
    Decision after = Transition.decide(BOTH, facts, CHANGE);
    assertThat(after.policy()).isEqualTo("7+3");
    assertThat(after.colour()).hasToString("YELLOW");
    assertThat(after.open().getFirst().since()).isEqualTo(close.plus(java.time.Duration.ofDays(7)));
  }

  @Test
  void sevenPlusThreeIsSevenDaysCentralizedAndThreeAtHome() {
    Person person =
        person(
            contact(day(0), ContactKind.CLOSE),
            negative(day(1)),
            released(day(1), CENTRALIZED),
            negative(day(8)),
            released(day(8), HOME));
    assertThat(person.at(justBefore(day(7)), SEVEN_PLUS_THREE).colour()).hasToString("RED");
    assertThat(person.at(day(7), SEVEN_PLUS_THREE).colour()).hasToString("YELLOW");
    assertThat(person.at(justBefore(day(10)), SEVEN_PLUS_THREE).colour()).hasToString("YELLOW");
    assertThat(person.at(day(10), SEVEN_PLUS_THREE).colour()).hasToString("GREEN");
  }
}
