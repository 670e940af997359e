package io.scangate.ops;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code /metrics} said at one instant, by the name of the metric. Immutable. Reads the text
 * format of Prometheus, version 0.0.4; lines that are no samples are passed over.
 *
 * @param samples of each name, in the order in which they were told
 */
public record Exposition(Map<String, List<Sample>> samples) {
  /** One series and its value. */
  public record Sample(Map<String, String> labels, double value) {
    /** Whether a label has this value. */
    public boolean has(String label, String value) {
      return value.equals(labels.get(label));
    }
  }

  /** Reads a page. */
  public static Exposition parse(String text) {
    Map<String, List<Sample>> samples = new HashMap<>();
    text.lines()
        .filter(line -> !line.isBlank() && line.charAt(0) != '#')
        .forEach(line -> new SampleLine(line).addTo(samples));
    return new Exposition(samples);
  }

  /** The series of a name; none where nobody told of it. */
  public List<Sample> of(String name) {
    return samples.getOrDefault(name, List.of());
  }

  /** All series of a name together. */
  public double sum(String name) {
    return of(name).stream().mapToDouble(Sample::value).sum();
  }

  /** The series of a name together that have this value of a label. */
  public double sum(String name, String label, String value) {
    return of(name).stream()
        .filter(sample -> sample.has(label, value))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** The highest series of a name; 0 where there is none. */
  public double highest(String name) {
    return of(name).stream().mapToDouble(Sample::value).max().orElse(0);
  }

  /** One line, read from left to right. */
  private static final class SampleLine {
    private final String line;
    private int at;

    SampleLine(String line) {
      this.line = line;
    }

    void addTo(Map<String, List<Sample>> samples) {
      String name = upTo('{', ' ');
      Map<String, String> labels = labels();
      String value = line.substring(at).strip().split(" ", 2)[0];
      try {
        Sample sample = new Sample(labels, number(value));
        samples.computeIfAbsent(name, unknown -> new ArrayList<>()).add(sample);
      } catch (NumberFormatException e) {
        // Not ours: what cannot be read is not shown.
      }
    }

    private Map<String, String> labels() {
      Map<String, String> labels = new HashMap<>();
      if (at < line.length() && line.charAt(at) == '{') {
        at++;
        while (at < line.length() && line.charAt(at) != '}') {
          String label = upTo('=', '}').strip();
          at++;
          labels.put(label, quoted());
          if (at < line.length() && line.charAt(at) == ',') {
            at++;
          }
        }
        at++;
      }
      at = Math.min(at, line.length());
      return labels;
    }

    private String upTo(char one, char other) {
      int from = at;
      while (at < line.length() && line.charAt(at) != one && line.charAt(at) != other) {
        at++;
      }
      return line.substring(from, at);
    }

    private String quoted() {
      StringBuilder text = new StringBuilder();
      at++;
      while (at < line.length() && line.charAt(at) != '"') {
        if (line.charAt(at) == '\\' && at + 1 < line.length()) {
          at++;
          text.append(line.charAt(at) == 'n' ? '\n' : line.charAt(at));
        } else {
          text.append(line.charAt(at));
        }
        at++;
      }
      at++;
      return text.toString();
    }

    private static double number(String text) {
      return switch (text) {
        case "+Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    }
  }
}
