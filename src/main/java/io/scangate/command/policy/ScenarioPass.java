package io.scangate.command.policy;

import io.scangate.command.Progress;
import io.scangate.config.ConfigException;
import io.scangate.scenario.Scenario;
import io.scangate.scenario.ScenarioFile;
import io.scangate.scenario.ScenarioFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through scenario files one by one. One that cannot be used is told and does not stop the
 * others. Confined to one thread.
 */
final class ScenarioPass {
  /** What is done with the files. */
  interface Reader {
    /** A file was read. */
    void read(Path file, Scenario scenario);

    /** A file, or a folder, cannot be used; this was told on standard error. */
    void refused(Path file, String message);
  }

  private final PrintWriter err;

  ScenarioPass(PrintWriter err) {
    this.err = err;
  }

  /** Reads files, and those of folders. */
  void read(List<Path> given, Reader reader) {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        files.addAll(folder(path, reader));
      } else {
        files.add(path);
      }
    }
    try (Progress progress =
        new Progress(err, System::nanoTime, Progress.isTerminal(), files.size())) {
      for (Path file : files) {
        try {
          Scenario scenario = ScenarioFile.read(file);
          progress.clear();
          reader.read(file, scenario);
        } catch (ConfigException e) {
          progress.clear();
          refuse(file, String.valueOf(e.getMessage()), reader);
        }
        progress.step();
      }
    }
  }

  private List<Path> folder(Path folder, Reader reader) {
    try {
      List<Path> files = ScenarioFolder.files(folder);
      if (files.isEmpty()) {
        refuse(folder, folder + ": no scenario (.yaml, .yml, .json) in this folder", reader);
      }
      return files;
    } catch (IOException e) {
      refuse(folder, folder + ": cannot be read: " + e.getMessage(), reader);
      return List.of();
    }
  }

  private void refuse(Path path, String message, Reader reader) {
    err.println(message);
    reader.refused(path, message);
  }
}
