package io.scangate.casework.transfer;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** The way to the municipality. Blocking. Shared. */
public interface Channel {
  /**
   * Brings a file there: under a name that no receiver looks at while it grows, then under its own.
   * One that was interrupted goes on where it stood; one that is there already is left alone.
   *
   * @param name of letters, digits, dots and hyphens
   * @throws IOException where it could not be done, or another file has its name
   */
  void bring(String name, Buffer file) throws IOException;

  /** The name while it grows. */
  static String growing(String name) {
    return "." + name + ".part";
  }

  /** To be thrown where another file has the name. */
  static IOException taken(String name) {
    return new IOException("another file has the name " + name);
  }
}
