package io.scangate.files;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * Files and directories that only their owner can open, from the first byte on. Blocking.
 * Immutable.
 */
public final class PrivateFiles {
  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");
  private static final FileAttribute<?> PROGRAM = PosixFilePermissions.asFileAttribute(OWNER);

  private PrivateFiles() {}

  /** Makes the directory where it is missing, and closes it to others where it is not. */
  public static void directory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, PROGRAM);
    }
    Files.setPosixFilePermissions(directory, OWNER);
  }

  /** Puts a text into the place of what was there, all or nothing. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts bytes into the place of what was there, all or nothing. */
  public static void write(Path file, byte[] bytes) throws IOException {
    replace(file, bytes, FILE);
  }

  /** Puts a program into the place of what was there, all or nothing. */
  public static void writeProgram(Path file, byte[] program) throws IOException {
    replace(file, program, PROGRAM);
  }

  /**
   * Makes an empty file, to be read and written.
   *
   * @throws FileAlreadyExistsException where there is one
   */
  public static FileChannel create(Path file) throws IOException {
    return create(file, Set.of(CREATE_NEW, READ, WRITE), FILE);
  }

  /**
   * The secret that a file keeps: drawn at the first call, found again later.
   *
   * @param length in bytes
   * @param what the file is called where it is told that something else stands in it
   */
  public static byte[] secret(Path file, int length, String what) throws IOException {
    byte[] drawn = new byte[length];
    new SecureRandom().nextBytes(drawn);
    try (FileChannel out = create(file, Set.of(CREATE_NEW, WRITE, DSYNC), FILE)) {
      writeAll(out, drawn);
      return drawn;
    } catch (FileAlreadyExistsException e) {
      byte[] kept = Files.readAllBytes(file);
      if (kept.length != length) {
        throw new IOException(file + " is not " + what, e);
      }
      return kept;
    }
  }

  private static void replace(Path file, byte[] bytes, FileAttribute<?> mode) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel out = create(fresh, Set.of(CREATE_NEW, WRITE), mode)) {
      writeAll(out, bytes);
    }
    Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private static FileChannel create(Path file, Set<OpenOption> options, FileAttribute<?> mode)
      throws IOException {
    return FileChannel.open(file, options, mode);
  }

  private static void writeAll(FileChannel out, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      out.write(left);
    }
  }
}
