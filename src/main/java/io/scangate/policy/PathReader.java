package io.scangate.policy;

import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.config.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the paths of a policy file: for every category what sets it off and its phases. */
final class PathReader {
  private PathReader() {}

  static Map<Category, Path> paths(Mapping categories, Map<String, Schedule> schedules) {
    categories.allowing(
        Arrays.stream(Category.values()).map(Category::text).toArray(String[]::new));
    Map<Category, Path> paths = new EnumMap<>(Category.class);
    for (Category category : Category.values()) {
      paths.put(category, path(category, categories.mapping(category.text()), schedules));
    }
    return paths;
  }

  private static Path path(Category category, Mapping path, Map<String, Schedule> schedules) {
    path.allowing("source", "setOffBy", "clock", "phases");
    Clock clock =
        path.has("clock")
            ? path.scalar("clock").oneOf(Clock.values(), Clock::text)
            : Clock.ISOLATION;
    List<Phase> phases = new ArrayList<>();
    List<Node> items = path.items("phases");
    for (Node item : items) {
      Phase phase = PhaseReader.phase(category, item.mapping(), schedules);
      if (!(phase.ending() instanceof Ending.Earned) && items.size() > 1) {
        throw item.mapping()
            .scalar("ends")
            .place()
            .refuse("a phase that does not end by itself stands alone");
      }
      phases.add(phase);
    }
    if (phases.isEmpty()) {
      throw path.required("phases").place().refuse("at least one phase is needed");
    }
    return new Path(
        category,
        path.scalar("source").word(),
        triggers(category, path.items("setOffBy")),
        clock,
        phases);
  }

  private static Set<Trigger> triggers(Category category, List<Node> items) {
    Trigger[] allowed =
        Arrays.stream(Trigger.values())
            .filter(trigger -> trigger.mayBegin(category))
            .toArray(Trigger[]::new);
    Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
    for (Node item : items) {
      Scalar trigger = item.scalar();
      if (!triggers.add(trigger.oneOf(allowed, Trigger::text))) {
        throw trigger.place().refuse("the trigger '" + trigger.text() + "' stands twice");
      }
    }
    return triggers;
  }
}
