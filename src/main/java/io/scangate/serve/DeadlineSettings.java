package io.scangate.serve;

import io.scangate.casework.Deadlines;
import io.scangate.config.Mapping;
import java.time.Duration;

/** Reads how long people and staff may take, from the section {@code casework.deadlines}. */
final class DeadlineSettings {
  private DeadlineSettings() {}

  /** Reads the section; what is not set there has its default. */
  static Deadlines read(Mapping map) {
    Mapping section = map.allowing("step", "test", "reconsideration", "appeal", "report");
    Deadlines unset = Deadlines.DEFAULT;
    return new Deadlines(
        duration(section, "step", unset.step()),
        duration(section, "test", unset.test()),
        duration(section, "reconsideration", unset.reconsideration()),
        duration(section, "appeal", unset.appeal()),
        duration(section, "report", unset.report()));
  }

  private static Duration duration(Mapping section, String key, Duration unset) {
    return section
        .optional(key)
        .map(
            node -> {
              Duration set = node.scalar().duration();
              if (!set.isPositive()) {
                throw node.scalar().refuse("an ISO 8601 duration above zero such as PT24H");
              }
              return set;
            })
        .orElse(unset);
  }
}
