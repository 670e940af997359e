package io.scangate.transition;

import static io.scangate.transition.Given.POLICIES;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.justAfter;
import static io.scangate.transition.Given.justBefore;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The negative results that a correction asks for. */
class NegativeResultsTest {
  private static Fact sampled(Instant sampledAt, Instant reportedAt, TestResult result) {
    return new Fact.Test(reportedAt, reportedAt, sampledAt, result);
  }

  private static Fact negative(Instant sampledAt) {
    return sampled(sampledAt, sampledAt, TestResult.NEGATIVE);
  }

  private static Optional<Instant> shown(Instant at, Fact... facts) {
    return NegativeResults.shown(POLICIES, Facts.of(facts), at);
  }

  @Test
  void aNegativeOfExactlyFortyEightHoursAgoCanBeShownAndNoOlderOne() {
    assertThat(shown(day(2), negative(day(0)))).contains(day(0));
    assertThat(shown(justAfter(day(2)), negative(day(0)))).isEmpty();
    assertThat(shown(day(2))).isEmpty();
  }

  @Test
  void theLatestOneIsShown() {
    assertThat(shown(day(2), negative(day(0)), negative(day(1)))).contains(day(1));
  }

  @Test
  void whatIsNotReportedYetIsUnknown() {
    Fact late = sampled(day(1), day(1, 6), TestResult.NEGATIVE);
    assertThat(shown(justBefore(day(1, 6)), late)).isEmpty();
    assertThat(shown(day(1, 6), late)).contains(day(1));
  }

  @Test
  void aPositiveAtThatInstantOrLaterCountsMore() {
    assertThat(shown(day(2), negative(day(1)), sampled(day(1), day(2), TestResult.POSITIVE)))
        .isEmpty();
    assertThat(
            shown(
                day(2), negative(day(1)), sampled(justBefore(day(1)), day(2), TestResult.POSITIVE)))
        .contains(day(1));
  }

  @Test
  void theTestAfterTheAuditIsTakenAtItsInstantOrLater() {
    Facts facts = Facts.of(negative(day(1)));
    assertThat(NegativeResults.since(facts, day(1), day(2))).contains(day(1));
    assertThat(NegativeResults.since(facts, justAfter(day(1)), day(2))).isEmpty();
  }
}
