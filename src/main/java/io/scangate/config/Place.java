package io.scangate.config;

/**
 * Where something stands in a file, or in what a program sent. Immutable.
 *
 * @param file the file as the operator named it
 * @param line from 1; 0 where there are no lines
 * @param path the keys that lead there, as in {@code checkpoints.venue.colours[0]}; empty at the
 *     top
 */
public record Place(String file, int line, String path) {
  Place key(String key, int line) {
    return new Place(file, line, path.isEmpty() ? key : path + "." + key);
  }

  Place index(int index, int line) {
    return new Place(file, line, path + "[" + index + "]");
  }

  /** A refusal of what stands here. */
  public ConfigException refuse(String why) {
    return new ConfigException(this + ": " + why);
  }

  @Override
  public String toString() {
    return file + (line == 0 ? "" : ":" + line) + (path.isEmpty() ? "" : ": " + path);
  }
}
