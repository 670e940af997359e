package io.scangate.transition;

import static io.scangate.transition.Given.POLICY;
import static io.scangate.transition.Given.day;
import static io.scangate.transition.Given.justAfter;
import static io.scangate.transition.Given.justBefore;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.PersonRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules, section <i>Contact tracing's classes</i>. */
class ContactTracingTest {
  private static final PersonRef CASE = new PersonRef(1);
  private static final PersonRef OTHER = new PersonRef(2);
  private static final Place SHOP = new Place("shop", false);
  private static final Place CELLAR = new Place("cellar", true);
  private static final Duration SEGMENT = Duration.ofMinutes(30);

  /** Ill on day 10, isolated on day 12. */
  private static List<TracedContact> contacts(Presence... presences) {
    return ContactTracing.contacts(
        POLICY.contactWindow(), new TracedCase(CASE, day(10), day(12)), List.of(presences));
  }

  private static Presence was(PersonRef person, Place place, Instant at) {
    return new Presence(person, place, at);
  }

  /** Whether somebody who was with the case at an instant is a contact. */
  private static boolean infects(Instant at) {
    return !contacts(was(CASE, SHOP, at), was(OTHER, SHOP, at)).isEmpty();
  }

  @Test
  void theWindowOpensFourDaysBeforeTheOnset() {
    assertThat(infects(day(6))).isTrue();
    assertThat(infects(justBefore(day(6)))).isFalse();
  }

  @Test
  void theWindowClosesWithTheIsolation() {
    assertThat(infects(day(12))).isTrue();
    assertThat(infects(justAfter(day(12)))).isFalse();
  }

  @Test
  void theTimeSegmentIsHalfAnHourEitherSideOfTheCasesScan() {
    Presence scan = was(CASE, SHOP, day(8));
    assertThat(contacts(scan, was(OTHER, SHOP, day(8).plus(SEGMENT)))).hasSize(1);
    assertThat(contacts(scan, was(OTHER, SHOP, justAfter(day(8).plus(SEGMENT))))).isEmpty();
    assertThat(contacts(scan, was(OTHER, SHOP, day(8).minus(SEGMENT)))).hasSize(1);
    assertThat(contacts(scan, was(OTHER, SHOP, justBefore(day(8).minus(SEGMENT))))).isEmpty();
  }

  @Test
  void everyScanOfTheCaseHasItsSegment() {
    Presence first = was(CASE, SHOP, day(7));
    Presence second = was(CASE, SHOP, day(9));
    assertThat(contacts(first, second, was(OTHER, SHOP, day(7)))).hasSize(1);
    assertThat(contacts(first, second, was(OTHER, SHOP, day(8)))).isEmpty();
    assertThat(contacts(first, second, was(OTHER, SHOP, day(9)))).hasSize(1);
  }

  @Test
  void anotherPlaceIsNoContact() {
    assertThat(contacts(was(CASE, SHOP, day(8)), was(OTHER, CELLAR, day(8)))).isEmpty();
  }

  @Test
  void theCaseIsNoContactOfItself() {
    assertThat(contacts(was(CASE, SHOP, day(8)), was(CASE, SHOP, day(8)))).isEmpty();
  }

  @Test
  void aConfinedPlaceMakesAConfinedContact() {
    assertThat(contacts(was(CASE, SHOP, day(8)), was(OTHER, SHOP, day(8))))
        .extracting(TracedContact::kind)
        .containsExactly(ContactKind.SPATIOTEMPORAL);
    assertThat(contacts(was(CASE, CELLAR, day(8)), was(OTHER, CELLAR, day(8))))
        .extracting(TracedContact::kind)
        .containsExactly(ContactKind.SPATIOTEMPORAL_CONFINED);
  }

  @Test
  void everyPersonIsNamedOnceByTheConfinedPlaceThenByTheLastScan() {
    List<Presence> presences =
        new ArrayList<>(
            List.of(
                was(CASE, CELLAR, day(7)),
                was(OTHER, CELLAR, day(7)),
                was(CASE, CELLAR, day(8)),
                was(OTHER, CELLAR, day(8)),
                was(CASE, SHOP, day(9)),
                was(OTHER, SHOP, day(9)),
                was(new PersonRef(-1), SHOP, day(9)),
                was(CASE, new Place("arcade", false), day(9)),
                was(new PersonRef(-1), new Place("arcade", false), day(9))));
    List<TracedContact> expected =
        List.of(
            new TracedContact(OTHER, CELLAR, day(8)),
            new TracedContact(new PersonRef(-1), new Place("arcade", false), day(9)));
    assertThat(contacts(presences.toArray(Presence[]::new))).isEqualTo(expected);
    Collections.reverse(presences);
    assertThat(contacts(presences.toArray(Presence[]::new))).isEqualTo(expected);
  }

  @Test
  void aContactBecomesAFactThatHappenedAtItsScan() {
    assertThat(new TracedContact(OTHER, CELLAR, day(8)).fact(day(13)))
        .isEqualTo(new Fact.Contact(day(13), day(8), ContactKind.SPATIOTEMPORAL_CONFINED));
  }
}
