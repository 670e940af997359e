package io.scangate.command.policy;

import io.scangate.command.LocalTimes;
import io.scangate.policy.Category;
import io.scangate.scenario.Difference;
import java.io.PrintWriter;
import java.util.Set;
import java.util.stream.Collectors;

/** A comparison as text. */
final class DiffText {
  private DiffText() {}

  /** Prints somebody whose colour differs. */
  static void print(Comparison.Person person, LocalTimes times, PrintWriter out) {
    out.println(person.file().map(file -> file + ": ").orElse("") + person.name());
    for (Difference difference : person.differences()) {
      out.printf(
          "  %s to %s  %s -> %s  %s%n",
          times.text(difference.from()),
          difference.until().map(times::text).orElse("no known end"),
          difference.before(),
          difference.after(),
          categories(difference.because()));
    }
  }

  /** Prints how many differ, by category and by day. */
  static void print(Comparison comparison, PrintWriter out) {
    out.printf(
        "%d of %d people would have another colour at some time under %s than under %s%n",
        comparison.differ(),
        comparison.compared(),
        comparison.after().version(),
        comparison.before().version());
    if (comparison.differ() == 0) {
      return;
    }
    out.printf("%nby category                people%n");
    comparison
        .byChange()
        .forEach(
            (change, people) ->
                out.printf(
                    "%-24s %8d  %s -> %s%n",
                    change.because().text(), people, change.before(), change.after()));
    out.printf("%nby day            milder  more severe%n");
    comparison
        .byDay()
        .forEach(
            (day, count) ->
                out.printf("%-16s %7d %12d%n", day, count.milder(), count.moreSevere()));
  }

  private static String categories(Set<Category> categories) {
    return categories.stream().sorted().map(Category::text).collect(Collectors.joining(", "));
  }
}
