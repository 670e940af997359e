package io.scangate.embedded;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A server that runs as a process of its own, known by its pid. Shared.
 *
 * <p>It gets a session of its own where the system has {@code setsid}: an interrupt from the
 * terminal would else stop it beside the drain of those who still need it.
 */
final class ServerProcess {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final int TOLD_LINES = 12;
  private static final Duration LOOK = Duration.ofMillis(20);

  private final ProcessHandle handle;
  private final Path output;

  private ServerProcess(ProcessHandle handle, Path output) {
    this.handle = handle;
    this.output = output;
  }

  /** Starts a command whose output goes into that file. */
  static ServerProcess start(List<String> command, Path directory, Path output) throws IOException {
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      line.add(SETSID.toString());
    }
    line.addAll(command);
    PrivateFiles.write(output, "");
    Process process =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    return new ServerProcess(process.toHandle(), output);
  }

  /** The process of that pid, when it runs that very program. */
  static Optional<ServerProcess> running(long pid, Path program, Path output) {
    return ProcessHandle.of(pid)
        .filter(it -> it.info().command().filter(program.toString()::equals).isPresent())
        .map(it -> new ServerProcess(it, output));
  }

  /** All processes that run that very program. */
  static List<ServerProcess> running(Path program, Path output) {
    return ProcessHandle.allProcesses()
        .filter(it -> it.info().command().filter(program.toString()::equals).isPresent())
        .map(it -> new ServerProcess(it, output))
        .toList();
  }

  long pid() {
    return handle.pid();
  }

  boolean isAlive() {
    return handle.isAlive();
  }

  /**
   * Looks again and again until it answers.
   *
   * @throws EmbeddedServerException when it ends or does not answer by then, with its last words
   */
  void awaitReady(String server, Duration patience, BooleanSupplier answers) {
    long until = System.nanoTime() + patience.toNanos();
    while (!answers.getAsBoolean()) {
      if (!isAlive()) {
        throw new EmbeddedServerException(
            "The embedded " + server + " ended at once. " + lastWords());
      }
      if (System.nanoTime() - until > 0) {
        throw new EmbeddedServerException(
            "The embedded "
                + server
                + " did not answer within "
                + patience.toSeconds()
                + " s. "
                + lastWords());
      }
      pause(server);
    }
  }

  /** Asks it to stop, and kills it when it has not by then. */
  void stop(Duration patience) {
    handle.destroy();
    awaitEnd(patience);
  }

  /** Interrupts it, which lets PostgreSQL end without waiting for its clients; else as stop. */
  void interrupt(Duration patience) {
    try {
      // Java itself can send a process no interrupt.
      Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -INT " + pid()).start();
      var _ = kill.waitFor();
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot stop process " + pid() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    awaitEnd(patience);
  }

  /** Waits until it has ended, and kills it when it has not by then. */
  void awaitEnd(Duration patience) {
    if (!ended(patience)) {
      kill();
    }
  }

  /** Kills it at once. */
  void kill() {
    handle.destroyForcibly();
    if (!ended(Duration.ofSeconds(10))) {
      throw new EmbeddedServerException("process " + pid() + " does not end");
    }
  }

  /** The last lines that it wrote, for a message. */
  String lastLines() {
    try (Stream<String> lines = Files.lines(output, StandardCharsets.UTF_8)) {
      List<String> all = lines.toList();
      return String.join(
          System.lineSeparator(), all.subList(Math.max(0, all.size() - TOLD_LINES), all.size()));
    } catch (IOException e) {
      return "(its output cannot be read: " + e.getMessage() + ")";
    }
  }

  private String lastWords() {
    return "Its last words:" + System.lineSeparator() + lastLines();
  }

  private static void pause(String server) {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while " + server + " was starting", e);
    }
  }

  private boolean ended(Duration patience) {
    try {
      var _ = handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
