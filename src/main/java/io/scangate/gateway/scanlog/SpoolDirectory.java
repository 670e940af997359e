package io.scangate.gateway.scanlog;

import static java.util.stream.Collectors.groupingBy;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The directory of the spool, which only its owner can open. Blocking. Immutable. */
record SpoolDirectory(Path path) {
  /**
   * The files that an earlier process left, by partition and in the order of delivery, for one of
   * the loops. Each file has one loop that takes it over, also when there were more loops before.
   */
  Map<Integer, List<SpoolName>> leftFor(int loop, int loops) throws IOException {
    PrivateFiles.directory(path);
    try (Stream<Path> files = Files.list(path)) {
      return files
          .flatMap(file -> SpoolName.of(file).stream())
          .filter(name -> name.loop() % loops == loop)
          .sorted(SpoolName.OLDEST_FIRST)
          .collect(groupingBy(SpoolName::partition));
    }
  }
}
