package io.scangate.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of scenario files. */
public final class ScenarioFolder {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  private ScenarioFolder() {}

  /**
   * The files of a folder that are scenarios by their ending ({@code .yaml}, {@code .yml}, {@code
   * .json}), by name. Folders in it are not entered.
   */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(ScenarioFolder::isScenario).sorted().toList();
    }
  }

  private static boolean isScenario(Path file) {
    String name = file.getFileName().toString();
    return ENDINGS.stream().anyMatch(name::endsWith) && !Files.isDirectory(file);
  }
}
