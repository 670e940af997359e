package io.scangate.embedded;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A password of 256 random bits, kept in a file that only its owner can open. Immutable. */
final class GeneratedPassword {
  private GeneratedPassword() {}

  /** The password of that name; a missing one is made and kept in the directory. */
  static String in(Path directory, String name) throws IOException {
    Path file = file(directory, name);
    if (!Files.exists(file)) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      PrivateFiles.write(file, HexFormat.of().formatHex(random) + "\n");
    }
    return Files.readString(file).strip();
  }

  /** Where the password of that name is kept. */
  static Path file(Path directory, String name) {
    return directory.resolve(name + ".password");
  }
}
