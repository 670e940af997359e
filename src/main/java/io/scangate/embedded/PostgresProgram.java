package io.scangate.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The programs of PostgreSQL in a directory of their own, and how they are started. Immutable.
 *
 * <p>PostgreSQL refuses to run as root. An account of its own would not help: it could not reach a
 * directory below root's home or below any other that is closed to it. So root starts the programs
 * in a user namespace without a mapping ({@code unshare -U}): there they see themselves and their
 * files as {@code nobody}, have no capability on the machine, and still open what root owns. They
 * stay able to write root's files, so this is for trying things out; whoever wants a wall starts
 * Scangate as an ordinary user, and then nothing of this is needed.
 */
final class PostgresProgram {
  private static final Path UNSHARE = Path.of("/usr/bin/unshare");

  private final Path directory;
  private final List<String> prefix;

  private PostgresProgram(Path directory, List<String> prefix) {
    this.directory = directory;
    this.prefix = prefix;
  }

  /**
   * Lays the programs into the directory, unless they are there already.
   *
   * @throws EmbeddedServerException when there are none for this machine, or root may not run them
   */
  static PostgresProgram in(Path directory) throws IOException {
    PostgresArchive.unpackInto(directory);
    if (!isRoot()) {
      return new PostgresProgram(directory, List.of());
    }
    if (!Files.isExecutable(UNSHARE)) {
      throw refusesRoot(UNSHARE + " is missing");
    }
    PostgresProgram program = new PostgresProgram(directory, List.of(UNSHARE.toString(), "-U"));
    try {
      program.run("postgres", "--version");
    } catch (EmbeddedServerException e) {
      throw refusesRoot(String.valueOf(e.getMessage()));
    }
    return program;
  }

  /** The file of the server's program in that directory. */
  static Path server(Path directory) {
    return directory.resolve("bin/postgres");
  }

  /** What starts that program with these arguments. */
  List<String> command(String name, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(directory.resolve("bin").resolve(name).toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /**
   * Runs that program to its end.
   *
   * @throws EmbeddedServerException when it fails, with what it said
   */
  void run(String name, String... arguments) throws IOException {
    Process process =
        new ProcessBuilder(command(name, arguments))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new EmbeddedServerException(name + " of PostgreSQL failed: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while " + name + " was running", e);
    }
  }

  private static EmbeddedServerException refusesRoot(String reason) {
    return new EmbeddedServerException(
        "PostgreSQL refuses to run as root, and a user namespace cannot be had here ("
            + reason
            + "): start Scangate as an ordinary user, or give the address of a PostgreSQL of your"
            + " own");
  }

  private static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }
}
