package io.scangate.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Seconds of processor time that a process and its descendants have used, by program. Immutable.
 */
record ProcessorTime(Map<String, Double> seconds) {
  private static final double TICKS_A_SECOND = 100;

  static ProcessorTime of(ProcessHandle process) {
    Map<String, Double> seconds = new TreeMap<>();
    add(process, seconds);
    process.descendants().forEach(child -> add(child, seconds));
    return new ProcessorTime(seconds);
  }

  private static void add(ProcessHandle process, Map<String, Double> seconds) {
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      double used = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      var _ = seconds.merge(name, used / TICKS_A_SECOND, Double::sum);
    } catch (IOException ended) {
      // Its time is with its parent.
    }
  }

  /** What was used since, by program. */
  ProcessorTime since(ProcessorTime earlier) {
    Map<String, Double> used = new TreeMap<>();
    seconds.forEach((name, now) -> used.put(name, now - earlier.seconds.getOrDefault(name, 0.0)));
    return new ProcessorTime(used);
  }

  /** Microseconds for each of so many things. */
  String micros(int things) {
    StringBuilder text = new StringBuilder();
    seconds.forEach(
        (name, used) -> {
          long micros = Math.round(used * 1e6 / things);
          if (micros > 0) {
            text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(micros);
          }
        });
    return text.toString();
  }
}
