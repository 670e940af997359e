package io.scangate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.policy.Category;
import io.scangate.policy.Policies;
import io.scangate.policy.PolicyFile;
import io.scangate.transition.Decision;
import io.scangate.transition.Facts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Timelines, and where two of them differ. */
class DifferenceTest {
  private static final Policies FOURTEEN_PLUS_SEVEN =
      Policies.of(PolicyFile.read(Path.of("config/policy.yaml")));
  private static final Policies SEVEN_PLUS_THREE =
      Policies.of(PolicyFile.read(Path.of("config/policies/seven-plus-three.yaml")));

  /** Released from both settings as seven plus three would have it. */
  private static final Facts CONTACT =
      ScenarioFile.parse(
              "contact",
              """
              scenario: a close contact
              timeline:
                - {at: 2022-03-01T00:00:00Z, fact: contact, kind: close}
                - {at: 2022-03-01T00:00:00Z, fact: registered}
                - {at: 2022-03-06T00:00:00Z, fact: test, sampledAt: 2022-03-05T00:00:00Z, result: negative}
                - {at: 2022-03-08T12:00:00Z, fact: isolation, event: released, setting: centralized}
                - {at: 2022-03-10T00:00:00Z, fact: test, sampledAt: 2022-03-09T00:00:00Z, result: negative}
                - {at: 2022-03-12T00:00:00Z, fact: isolation, event: released, setting: home}
              """)
          .timeline();

  private static Instant march(String dayAndHour) {
    return Instant.parse("2022-03-" + dayAndHour + ":00:00Z");
  }

  @Test
  void aTimelineHasEveryInstantOfAFactAndEveryOneThatWasAnnounced() {
    assertThat(Timeline.of(FOURTEEN_PLUS_SEVEN, CONTACT).decisions())
        .extracting(Decision::at)
        .containsExactly(
            march("01T00"),
            march("06T00"),
            march("08T12"),
            march("10T00"),
            march("12T00"),
            march("15T00"));
  }

  @Test
  void withoutFactsATimelineIsEmpty() {
    assertThat(Timeline.of(FOURTEEN_PLUS_SEVEN, Facts.of()).decisions()).isEmpty();
    assertThat(Difference.between(new Timeline(List.of()), new Timeline(List.of()))).isEmpty();
  }

  @Test
  void timelinesDifferUntilTheColoursAreTheSameAgainOrOthers() {
    assertThat(
            Difference.between(
                Timeline.of(FOURTEEN_PLUS_SEVEN, CONTACT), Timeline.of(SEVEN_PLUS_THREE, CONTACT)))
        .containsExactly(
            difference("08T12", Optional.of(march("12T00")), Colour.RED, Colour.YELLOW),
            difference("12T00", Optional.of(march("15T00")), Colour.RED, Colour.GREEN),
            difference("15T00", Optional.empty(), Colour.YELLOW, Colour.GREEN))
        .allMatch(Difference::isMilder);
  }

  @Test
  void theOtherWayRoundNothingIsMilder() {
    assertThat(
            Difference.between(
                Timeline.of(SEVEN_PLUS_THREE, CONTACT), Timeline.of(FOURTEEN_PLUS_SEVEN, CONTACT)))
        .hasSize(3)
        .noneMatch(Difference::isMilder);
  }

  @Test
  void aTimelineDoesNotDifferFromItself() {
    Timeline timeline = Timeline.of(SEVEN_PLUS_THREE, CONTACT);
    assertThat(Difference.between(timeline, timeline)).isEmpty();
  }

  private static Difference difference(
      String from, Optional<Instant> until, Colour before, Colour after) {
    return new Difference(march(from), until, before, after, Set.of(Category.CLOSE_CONTACT));
  }
}
