package io.scangate.command.policy;

import io.scangate.command.LocalTimes;
import io.scangate.health.Colour;
import io.scangate.policy.Category;
import io.scangate.policy.Policies;
import io.scangate.policy.Policy;
import io.scangate.scenario.Difference;
import io.scangate.scenario.Timeline;
import io.scangate.transition.Facts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What two policies make of the same people: who differs, and how many by category and by day.
 * Confined to one thread.
 */
final class Comparison {
  /**
   * One person whose colour differs at some time. Immutable.
   *
   * @param file the scenario's; empty for somebody out of the ledger
   * @param name of the scenario, or the reference
   */
  record Person(Optional<Path> file, String name, List<Difference> differences) {
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
  private final Policies beforeAlone;
  private final Policies afterAlone;
  private final LocalTimes times;
  private final Consumer<Person> differing;
  private final SortedMap<Change, Integer> byChange = new TreeMap<>();
  private final SortedMap<LocalDate, Day> byDay = new TreeMap<>();
  private long compared;
  private long differ;

  /**
   * Days are those of the first policy's zone.
   *
   * @param differing hears of each person who differs, and is the only one to keep them
   */
  Comparison(Policy before, Policy after, Consumer<Person> differing) {
    this.before = before;
    this.after = after;
    this.beforeAlone = Policies.of(before);
    this.afterAlone = Policies.of(after);
    this.differing = differing;
    this.times = LocalTimes.in(before.zone());
  }

  /** Judges a person's history by each policy, and counts the differences. */
  void compare(Optional<Path> file, String name, Facts history) {
    Timeline first = Timeline.of(beforeAlone, history);
    Timeline second = Timeline.of(afterAlone, history);
    add(file, name, Difference.between(first, second), last(first, second));
  }

  /** A difference that nothing ends counts up to the last instant at which a timeline changes. */
  private void add(Optional<Path> file, String name, List<Difference> differences, Instant last) {
    compared++;
    if (differences.isEmpty()) {
      return;
    }
    differ++;
    differing.accept(new Person(file, name, differences));
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
  private static Instant last(Timeline one, Timeline other) {
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
  long compared() {
    return compared;
  }

  /** How many of them have another colour at some time. */
  long differ() {
    return differ;
  }

  /** How many people differ so at some time. */
  SortedMap<Change, Integer> byChange() {
    return Collections.unmodifiableSortedMap(byChange);
  }

  SortedMap<LocalDate, Day> byDay() {
    return Collections.unmodifiableSortedMap(byDay);
  }
}
