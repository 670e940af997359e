package io.scangate.serve;

import io.scangate.config.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password that does not print itself. Immutable. */
public final class Secret {
  private static final long MOST_BYTES = 4096;

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Reads the file that a setting names: one line, its end cut. */
  static Secret read(Scalar setting) {
    Path file = Path.of(setting.word());
    try {
      return in(file);
    } catch (IllegalArgumentException e) {
      throw setting.refuse(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads a file: one line, its end cut.
   *
   * @throws IllegalArgumentException that names what is wanted
   */
  public static Secret in(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException("a file of at most " + MOST_BYTES + " bytes");
      }
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw new IllegalArgumentException("a file that holds a password");
      }
      return new Secret(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "a file that can be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** The password itself, for the connection that needs it. */
  public String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "***";
  }
}
