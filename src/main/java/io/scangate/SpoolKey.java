package io.scangate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key of the spool of the scan log, which never leaves the folder that the spool stands in. */
final class SpoolKey {
  private static final int BYTES = 32;

  private SpoolKey() {}

  /** Finds the key of a data folder, or draws it. */
  static SecretKey in(Path data) throws IOException {
    Path file = data.resolve("spool.key");
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    try (SeekableByteChannel out =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      var _ = out.write(ByteBuffer.wrap(key));
    } catch (FileAlreadyExistsException e) {
      key = Files.readAllBytes(file);
      if (key.length != BYTES) {
        throw new IOException(file + " is not the key of a spool", e);
      }
    }
    return new SecretKeySpec(key, "AES");
  }
}
