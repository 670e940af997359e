package io.scangate.scenario;

import io.scangate.config.ConfigException;
import io.scangate.config.ConfigFile;
import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.health.Colour;
import io.scangate.policy.Category;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a scenario from YAML or JSON: {@code scenario} (its name), {@code timeline} (facts, in any
 * order) and {@code expect}, which may be left out.
 */
public final class ScenarioFile {
  private ScenarioFile() {}

  /**
   * Reads a file.
   *
   * @throws ConfigException if it cannot be used
   */
  public static Scenario read(Path file) {
    return scenario(ConfigFile.read(file));
  }

  /**
   * Reads a text.
   *
   * @param name what messages call it
   * @throws ConfigException if it cannot be used
   */
  public static Scenario parse(String name, String text) {
    return scenario(ConfigFile.parse(name, text));
  }

  private static Scenario scenario(Mapping top) {
    top.allowing("scenario", "timeline", "expect");
    List<Fact> facts = new ArrayList<>();
    for (Node item : top.items("timeline")) {
      facts.add(FactReader.fact(item.mapping()));
    }
    List<Expectation> expectations = new ArrayList<>();
    if (top.has("expect")) {
      for (Node item : top.items("expect")) {
        expectations.add(expectation(item.mapping()));
      }
    }
    return new Scenario(top.scalar("scenario").word(), Facts.of(facts), expectations);
  }

  private static Expectation expectation(Mapping expected) {
    expected.allowing("at", "colour", "because");
    Optional<Set<Category>> because = Optional.empty();
    if (expected.has("because")) {
      Set<Category> categories = EnumSet.noneOf(Category.class);
      for (Node item : expected.items("because")) {
        categories.add(item.scalar().oneOf(Category.values(), Category::text));
      }
      because = Optional.of(categories);
    }
    return new Expectation(
        expected.place().line(),
        FactReader.instant(expected.scalar("at")),
        expected.scalar("colour").oneOf(Colour.values(), Colour::name),
        because);
  }
}
