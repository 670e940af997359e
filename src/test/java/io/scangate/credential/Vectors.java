package io.scangate.credential;

import com.upokecenter.cbor.CBORObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The vectors of others, which stand beside the project where they stand at all. */
final class Vectors {
  private static final Path FOLDER =
      Path.of(System.getProperty("scangate.vectors", "../shared/vectors"));

  private Vectors() {}

  /** A folder of them; where it is absent the test is skipped and says so. */
  static Path folder(String name) {
    Path folder = FOLDER.resolve(name);
    Assumptions.assumeTrue(Files.isDirectory(folder), () -> folder + " is absent");
    return folder;
  }

  static CBORObject json(Path file) throws IOException {
    return CBORObject.FromJSONBytes(Files.readAllBytes(file));
  }
}
