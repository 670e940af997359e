package io.scangate.embedded;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** The Redis server that the embedded-redis artifact carries for this machine. Immutable. */
final class RedisBinary {
  private RedisBinary() {}

  /** Lays the server's program into the directory, unless it is there already. */
  static Path in(Path directory) throws IOException {
    Path program = directory.resolve("redis-server");
    byte[] carried = read();
    if (!Files.isRegularFile(program) || !Arrays.equals(Files.readAllBytes(program), carried)) {
      PrivateFiles.writeProgram(program, carried);
    }
    return program;
  }

  private static byte[] read() throws IOException {
    String name = name();
    try (InputStream in =
        name == null ? null : ExecutableProvider.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new EmbeddedServerException(
            "There is no embedded Redis for "
                + System.getProperty("os.name")
                + " on "
                + System.getProperty("os.arch")
                + ": give the address of a Redis of your own (redis.url)");
      }
      return in.readAllBytes();
    }
  }

  private static @Nullable String name() {
    try {
      return ExecutableProvider.newProvidedVersionsMap()
          .get(OsArchitecture.detectOSandArchitecture());
    } catch (RuntimeException unknown) {
      return null;
    }
  }
}
