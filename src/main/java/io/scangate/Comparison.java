package io.scangate;

import io.scangate.health.Colour;
import io.scangate.policy.Category;
import io.scangate.policy.Policy;
import io.scangate.scenario.Difference;
import io.scangate.scenario.Timeline;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What two policies make of the same people: who differs, and how many by category and by day.
 * Confined to one thread.
 */
final class Comparison {
  /** One person whose colour differs at some time. Immutable. */
  record Person(Path file, String name, List<Difference> differences) {
    Person {
      differences = List.copyOf(differences);
    }
  }

  /** A colour under the one policy and another under the other, because of a category. */
  record Change(Category because, Colour before, Colour after) implements Comparable<Change> {
    private static final Comparator<Change> ORDER =
        Comparator.comparing(Change::because)
            .thenComparing(Change::before)
            .thenComparing(Change::after);

    @Override
    public int compareTo(Change other) {
      return ORDER.compare(this, other);
    }
  }

  /** How many people had, at some time of a day, a milder or a more severe colour. Immutable. */
  record Day(int milder, int moreSevere) {
    private static final Day ONE_MILDER = new Day(1, 0);
    private static final Day ONE_MORE_SEVERE = new Day(0, 1);

    Day plus(Day other) {
      return new Day(milder + other.milder, moreSevere + other.moreSevere);
    }
  }

  private final Policy before;
  private final Policy after;
  private final LocalTimes times;
  private final List<Person> people = new ArrayList<>();
  private final SortedMap<Change, Integer> byChange = new TreeMap<>();
  private final SortedMap<LocalDate, Day> byDay = new TreeMap<>();
  private int compared;

  /** Days are those of the first policy's zone. */
  Comparison(Policy before, Policy after) {
    this.before = before;
    this.after = after;
    this.times = LocalTimes.in(before.zone());
  }

  /**
   * Adds a person.
   *
   * @param last up to when a difference counts that nothing ends
   */
  void add(Path file, String name, List<Difference> differences, Instant last) {
    compared++;
    if (differences.isEmpty()) {
      return;
    }
    people.add(new Person(file, name, differences));
    Set<Change> changes = new HashSet<>();
    Set<LocalDate> milder = new HashSet<>();
    Set<LocalDate> moreSevere = new HashSet<>();
    for (Difference difference : differences) {
      for (Category category : difference.because()) {
        changes.add(new Change(category, difference.before(), difference.after()));
      }
      days(difference, last).forEach((difference.isMilder() ? milder : moreSevere)::add);
    }
    changes.forEach(change -> byChange.merge(change, 1, Integer::sum));
    milder.forEach(day -> byDay.merge(day, Day.ONE_MILDER, Day::plus));
    moreSevere.forEach(day -> byDay.merge(day, Day.ONE_MORE_SEVERE, Day::plus));
  }

  /** The last instant at which one of two timelines changes; long ago where they are empty. */
  static Instant last(Timeline one, Timeline other) {
    return Stream.of(one, other)
        .flatMap(timeline -> timeline.decisions().stream())
        .map(decision -> decision.at())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private Stream<LocalDate> days(Difference difference, Instant last) {
    LocalDate first = times.day(difference.from());
    LocalDate end =
        difference
            .until()
            .map(until -> until.minusNanos(1))
            .map(times::day)
            .orElse(times.day(last));
    return first.datesUntil(end.plusDays(1));
  }

  Policy before() {
    return before;
  }

  Policy after() {
    return after;
  }

  LocalTimes times() {
    return times;
  }

  /** How many people were compared. */
  int compared() {
    return compared;
  }

  /** Those whose colour differs at some time. */
  List<Person> people() {
    return Collections.unmodifiableList(people);
  }

  /** How many people differ so at some time. */
  SortedMap<Change, Integer> byChange() {
    return Collections.unmodifiableSortedMap(byChange);
  }

  SortedMap<LocalDate, Day> byDay() {
    return Collections.unmodifiableSortedMap(byDay);
  }
}
