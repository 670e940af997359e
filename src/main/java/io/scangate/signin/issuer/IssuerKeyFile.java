package io.scangate.signin.issuer;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * The file of the issuer's keys: a JWKS (RFC 7517) with private halves that its owner alone can
 * open, from the first byte on. Immutable.
 *
 * @param path where it stands
 */
record IssuerKeyFile(Path path) {
  private static final int MOST_BYTES = 16 * 1024;
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /**
   * Reads the file, or makes it where there is none; of two processes that make it, both get the
   * keys of the first.
   *
   * @throws IOException where it cannot be read or made, or where others can open it
   */
  IssuerKeys open(Instant now) throws IOException {
    if (!Files.exists(path)) {
      Path fresh = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID());
      PrivateFiles.write(fresh, IssuerKeys.fresh(now).privateText());
      try {
        // Unlike a move, a link never takes the place of a file that is there.
        var _ = Files.createLink(path, fresh);
      } catch (FileAlreadyExistsException e) {
        // Somebody was first; theirs is read.
      } finally {
        Files.delete(fresh);
      }
    }
    return read();
  }

  private IssuerKeys read() throws IOException {
    if (!OWNERS.containsAll(Files.getPosixFilePermissions(path))) {
      throw new IOException(path + " can be opened by others; 'chmod 600' it and rotate its keys");
    }
    if (Files.size(path) > MOST_BYTES) {
      throw new IOException(path + " is no file of an issuer's keys");
    }
    try {
      return IssuerKeys.read(Files.readString(path));
    } catch (IllegalArgumentException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /** Puts other keys into the place of those that were there, all or nothing. */
  void replace(IssuerKeys keys) throws IOException {
    PrivateFiles.write(path, keys.privateText());
  }
}
