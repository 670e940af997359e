package io.scangate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code scangate} as a process of its own, from the classes under test. */
public final class ScangateProcess {
  private ScangateProcess() {}

  /** One that runs these words of the command line. */
  public static ProcessBuilder of(String... words) {
    return with(List.of(), List.of(words));
  }

  /** The same with flags for its JVM. */
  public static ProcessBuilder with(List<String> flags, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(words);
    return new ProcessBuilder(command);
  }
}
