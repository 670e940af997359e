package io.scangate.serve;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the files that come with Scangate stand: the folder of the distribution, or the working
 * directory.
 */
public final class Home {
  private Home() {}

  /** A file of the folder {@code config}, as in {@code admission.yaml}. */
  public static Path config(String name) {
    String home = System.getProperty("scangate.home");
    Path here = Path.of("config").resolve(name);
    return home == null || Files.exists(here) ? here : Path.of(home).resolve(here);
  }
}
