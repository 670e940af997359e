package io.scangate.transition;

import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.diagnosis;
import static io.scangate.transition.Given.justAfter;
import static io.scangate.transition.Given.justBefore;
import static io.scangate.transition.Given.negative;
import static io.scangate.transition.Given.person;
import static io.scangate.transition.Given.positive;
import static io.scangate.transition.Given.screening;
import static io.scangate.transition.Given.special;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.transition.Given.Person;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rules, section <i>Automatic ends</i>. */
class AutomaticEndsTest {
  @Nested
  class FiveDaysThreeTests {
    private final Person screened = person(screening(day(0)));

    private void isGreen(Fact... tests) {
      assertThat(screened.and(tests).at(day(99)).colour()).hasToString("GREEN");
    }

    private void isYellow(Fact... tests) {
      assertThat(screened.and(tests).at(day(99)).colour()).hasToString("YELLOW");
    }

    @Test
    void endAtTheReportOfTheThirdNegative() {
      Person person =
          screened.and(negative(day(1)), negative(day(3)), negative(day(5, 11), day(5)));
      assertThat(person.at(justBefore(day(5, 11))).colour()).hasToString("YELLOW");
      assertThat(person.at(day(5, 11)).colour()).hasToString("GREEN");
    }

    @Test
    void needThreeNegatives() {
      isYellow(negative(day(1)), negative(day(3)));
    }

    @Test
    void eachAtLeastTwentyFourHoursAfterTheOneBefore() {
      isGreen(negative(day(1)), negative(day(2)), negative(day(3)));
      isYellow(negative(day(1)), negative(justBefore(day(2))), negative(day(3)));
      isYellow(negative(day(1)), negative(justAfter(day(2))), negative(day(3)));
    }

    @Test
    void theThirdAtMostFiveDaysAfterTheFirst() {
      isGreen(negative(day(1)), negative(day(3)), negative(day(6)));
      isYellow(negative(day(1)), negative(day(3)), negative(justAfter(day(6))));
    }

    @Test
    void noneSampledBeforeTheEpisodesStart() {
      isGreen(negative(day(0)), negative(day(1)), negative(day(2)));
      isYellow(negative(justBefore(day(0))), negative(day(1)), negative(day(2)));
    }

    @Test
    void noPositiveSampledSinceTheFirst() {
      Fact ruledOut = diagnosis(day(50), DiagnosisStatus.RULED_OUT);
      isYellow(negative(day(1)), negative(day(2)), positive(day(2)), negative(day(3)), ruledOut);
      isYellow(negative(day(1)), positive(day(1)), negative(day(2)), negative(day(3)), ruledOut);
      isGreen(
          positive(justBefore(day(1))),
          negative(day(1)),
          negative(day(2)),
          negative(day(3)),
          ruledOut);
    }

    @Test
    void aPositiveReportedBeforeTheThirdResetsThemHoweverItWasSampled() {
      Fact ruledOut = diagnosis(day(50), DiagnosisStatus.RULED_OUT);
      isYellow(
          negative(day(1)),
          negative(day(2)),
          positive(day(3), day(1, 6)),
          negative(day(4)),
          ruledOut);
      isGreen(
          negative(day(1)),
          positive(day(3), day(1, 6)),
          negative(day(4), day(2)),
          negative(day(5), day(3)),
          negative(day(6), day(4)),
          ruledOut);
    }

    @Test
    void aTestThatComesTooSoonIsPassedOver() {
      isGreen(negative(day(1)), negative(day(1, 6)), negative(day(3)), negative(day(5)));
      isGreen(negative(day(1)), negative(day(2)), negative(day(2, 1)), negative(day(3)));
    }

    @Test
    void aTestThatComesTooLateIsPassedOverAndAnyThreeThatFitCount() {
      isGreen(negative(day(1)), negative(day(7)), negative(day(9)), negative(day(11)));
    }

    @Test
    void threeThatFitAreFoundAmongMore() {
      // From day 1 on the last comes too late; from half a day after it, it does not.
      isGreen(negative(day(1)), negative(day(1, 12)), negative(day(3)), negative(day(6, 6)));
      isYellow(negative(day(1)), negative(day(1, 12)), negative(day(2)), negative(day(6, 13)));
    }

    @Test
    void reportsMayArriveInAnotherOrderThanTheSamples() {
      Person person =
          screened.and(
              negative(day(6), day(5)), negative(day(7), day(1)), negative(day(8), day(3)));
      assertThat(person.at(justBefore(day(8))).colour()).hasToString("YELLOW");
      assertThat(person.at(day(8)).colour()).hasToString("GREEN");
    }
  }

  @Nested
  class TwoInThreeDays {
    private final Person past = person(special(day(30), day(0)));

    private void isGreen(Fact... tests) {
      assertThat(past.and(tests).at(day(99)).colour()).hasToString("GREEN");
    }

    private void isYellow(Fact... tests) {
      assertThat(past.and(tests).at(day(99)).colour()).hasToString("YELLOW");
    }

    @Test
    void areAtLeastTwentyFourHoursApart() {
      isGreen(negative(day(31)), negative(day(32)));
      isYellow(negative(day(31)), negative(justBefore(day(32))));
    }

    @Test
    void theSecondAtMostSeventyTwoHoursAfterTheFirst() {
      isGreen(negative(day(31)), negative(day(34)));
      isYellow(negative(day(31)), negative(justAfter(day(34))));
    }

    @Test
    void noneSampledBeforeTheEpisodesStart() {
      isGreen(negative(day(30)), negative(day(31)));
      isYellow(negative(justBefore(day(30))), negative(day(31)));
    }

    @Test
    void noPositiveSampledSinceTheFirst() {
      Fact ruledOut = diagnosis(day(50), DiagnosisStatus.RULED_OUT);
      isYellow(negative(day(31)), positive(day(31, 5)), negative(day(32)), ruledOut);
      isGreen(
          negative(day(31)), positive(day(31, 5)), negative(day(32)), negative(day(33)), ruledOut);
    }

    @Test
    void anyTwoThatFitEndIt() {
      isGreen(negative(day(31)), negative(day(36)), negative(day(36, 4)), negative(day(38)));
    }
  }
}
