package io.scangate.serve;

import io.scangate.credential.SealingKey;
import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of the key under which the keys of the days of scan records are stored. */
public final class ScanKey {
  static final String FILE = "scans.key";

  private ScanKey() {}

  /** Where it stands in a data folder. */
  public static Path in(Path data) {
    return data.resolve("keys").resolve(FILE);
  }

  /**
   * Reads it, or draws the first one.
   *
   * @param used whether there are days already, which only the key that they were sealed under
   *     opens
   */
  public static SealingKey of(Path file, boolean used) throws IOException {
    if (used && !Files.exists(file)) {
      throw new StartException(
          file
              + " is missing: the scan records in the ledger are under its key. Copy it from"
              + " another engine, or name it by the setting 'keys.scans'");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      PrivateFiles.directory(folder);
    }
    return new SealingKey(
        PrivateFiles.secret(file, SealingKey.BYTES, "a key of scan records, 32 bytes"));
  }
}
