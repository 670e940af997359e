package io.scangate.policy;

import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the test schedules of a policy file and refuses those that nobody could fulfil. */
final class ScheduleReader {
  private static final int MOST_NEGATIVES = 20;

  private ScheduleReader() {}

  static Map<String, Schedule> schedules(Mapping top) {
    Map<String, Schedule> schedules = new LinkedHashMap<>();
    for (Map.Entry<String, Node> entry : top.mapping("schedules").entries().entrySet()) {
      Mapping schedule = entry.getValue().mapping();
      if (entry.getKey().equals(Schedules.NO_TESTS)) {
        throw schedule.place().refuse("the name 'none' is taken; it wants no test");
      }
      schedules.put(entry.getKey(), schedule(schedule));
    }
    schedules.put(Schedules.NO_TESTS, Schedule.NONE);
    return schedules;
  }

  private static Schedule schedule(Mapping schedule) {
    schedule.allowing("negatives", "interval", "within");
    int negatives = (int) schedule.scalar("negatives").integer(1, MOST_NEGATIVES);
    Duration interval = Durations.positive(schedule.scalar("interval"));
    if (!schedule.has("within")) {
      return new Schedule(negatives, interval, null);
    }
    Scalar within = schedule.scalar("within");
    Duration span = Durations.positive(within);
    Duration shortest = interval.multipliedBy(negatives - 1);
    if (span.compareTo(shortest) < 0) {
      throw within.refuse(
          "at least %s, which %d samples take that are %s apart"
              .formatted(shortest, negatives, interval));
    }
    return new Schedule(negatives, interval, span);
  }
}
