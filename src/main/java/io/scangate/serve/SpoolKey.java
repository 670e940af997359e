package io.scangate.serve;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key of the spool of the scan log, which never leaves the folder that the spool stands in. */
final class SpoolKey {
  private static final int BYTES = 32;

  private SpoolKey() {}

  /** Finds the key of a data folder, or draws it. */
  static SecretKey in(Path data) throws IOException {
    Path file = data.resolve("spool.key");
    return new SecretKeySpec(PrivateFiles.secret(file, BYTES, "the key of a spool"), "AES");
  }
}
