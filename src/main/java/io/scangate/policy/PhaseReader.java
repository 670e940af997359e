package io.scangate.policy;

import io.scangate.config.Items;
import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import io.scangate.health.Colour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one phase of a policy file. */
final class PhaseReader {
  /** A phase restricts: GREEN is what no open episode leaves. */
  private static final Colour[] COLOURS = {Colour.YELLOW, Colour.RED};

  private PhaseReader() {}

  static Phase phase(Category category, Mapping phase, Map<String, Schedule> schedules) {
    phase.allowing("colour", "setting", "duration", "tests", "release", "ends");
    if (category == Category.OUT_OF_PROVINCE && !phase.has("ends")) {
      throw phase.place().refuse("nothing local ends it: it needs 'ends: authority'");
    }
    Set<Setting> settings = settings(phase.required("setting"));
    return new Phase(
        colour(category, phase.required("colour")),
        settings,
        phase.has("ends") ? ends(category, phase) : earned(phase, settings, schedules));
  }

  private static PhaseColour colour(Category category, Node colour) {
    if (category == Category.OUT_OF_PROVINCE) {
      if (colour.scalar().text().equals("assigned")) {
        return new PhaseColour.Assigned();
      }
      throw colour.scalar().refuse("assigned");
    }
    if (category == Category.DECLARED && colour instanceof Mapping byStatus) {
      byStatus.allowing("none", "suspected", "confirmed");
      Map<DeclaredStatus, Colour> colours = new EnumMap<>(DeclaredStatus.class);
      for (DeclaredStatus status : DeclaredStatus.values()) {
        colours.put(status, byStatus.scalar(status.text()).oneOf(COLOURS, Colour::name));
      }
      return new PhaseColour.Declared(colours);
    }
    return new PhaseColour.Fixed(colour.scalar().oneOf(COLOURS, Colour::name));
  }

  private static Set<Setting> settings(Node node) {
    List<Node> items = node instanceof Items list ? list.elements() : List.of(node);
    List<Scalar> named = new ArrayList<>();
    Set<Setting> settings = EnumSet.noneOf(Setting.class);
    for (Node item : items) {
      named.add(item.scalar());
      settings.add(item.scalar().oneOf(Setting.values(), Setting::text));
    }
    if (settings.isEmpty()) {
      throw node.place().refuse("at least one setting is needed");
    }
    if (settings.size() != named.size()) {
      throw node.place().refuse("a setting stands twice");
    }
    if (settings.size() > 1 && !settings.stream().allMatch(Setting::isIsolation)) {
      throw node.place().refuse("only centralized and home stand side by side");
    }
    return settings;
  }

  private static Ending ends(Category category, Mapping phase) {
    for (String key : List.of("duration", "tests", "release")) {
      if (phase.has(key)) {
        throw phase.required(key).place().refuse("not beside 'ends'");
      }
    }
    Scalar ends = phase.scalar("ends");
    return switch (ends.text()) {
      case "diagnosis" -> {
        if (category != Category.SUSPECTED) {
          throw ends.place().refuse("only suspected ends by a diagnosis");
        }
        yield new Ending.ByDiagnosis();
      }
      case "authority" -> {
        if (category != Category.OUT_OF_PROVINCE) {
          throw ends.place().refuse("only out-of-province ends by the authority");
        }
        yield new Ending.ByAuthority();
      }
      default -> throw ends.refuse("diagnosis, authority");
    };
  }

  private static Ending earned(
      Mapping phase, Set<Setting> settings, Map<String, Schedule> schedules) {
    boolean release = phase.has("release") && phase.scalar("release").bool();
    if (release && settings.contains(Setting.NONE)) {
      throw phase.scalar("release").place().refuse("nobody is released from the setting none");
    }
    Duration minimum =
        phase.has("duration") ? Durations.positive(phase.scalar("duration")) : Duration.ZERO;
    Schedule tests = phase.has("tests") ? tests(phase.scalar("tests"), schedules) : Schedule.NONE;
    if (minimum.isZero() && tests.negatives() == 0 && !release) {
      throw phase
          .place()
          .refuse("the phase would end at once: it needs duration, tests, release or ends");
    }
    return new Ending.Earned(minimum, tests, release);
  }

  private static Schedule tests(Scalar name, Map<String, Schedule> schedules) {
    Schedule schedule = schedules.get(name.text());
    if (schedule == null) {
      throw name.refuse(String.join(", ", schedules.keySet()));
    }
    return schedule;
  }
}
