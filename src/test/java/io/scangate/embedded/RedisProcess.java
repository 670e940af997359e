package io.scangate.embedded;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis for a test, on a free port of 127.0.0.1, which the test may kill, pause and start
 * again. Confined to the test's thread. It keeps what it holds over a restart unless it is started
 * empty.
 */
public final class RedisProcess implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("target", "redis").toAbsolutePath();

  private static final List<String> DEFAULTS =
      List.of("save \"\"", "appendonly yes", "hash-max-ziplist-entries 128");

  private final Path directory;
  private final int port;
  private final List<String> config;
  private final List<String> arguments;
  private final Thread lastResort = new Thread(this::killIfAlive);
  private @Nullable ServerProcess process;

  private RedisProcess(Path directory, int port, List<String> config, List<String> arguments) {
    this.directory = directory;
    this.port = port;
    this.config = config;
    this.arguments = arguments;
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /** A plain server in a directory of its own below that one. */
  public static RedisProcess start(Path parent) {
    return start(parent, DEFAULTS);
  }

  /** A plain server with these lines of configuration. */
  public static RedisProcess start(Path parent, List<String> config) {
    return start(parent, FreePorts.next(), config, List.of());
  }

  static RedisProcess start(Path parent, int port, List<String> config, List<String> arguments) {
    RedisProcess redis = new RedisProcess(parent.resolve("redis-" + port), port, config, arguments);
    redis.restart();
    return redis;
  }

  /** The lines of configuration of a server that keeps its data in an append-only file. */
  static List<String> defaults() {
    return DEFAULTS;
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Runs a command on a connection of its own, as the user {@code default}. */
  public @Nullable Object run(String... words) {
    try (RespClient client = new RespClient(port)) {
      return client.run(words);
    }
  }

  /** Ends it with {@code kill -9}. */
  public void kill() {
    running().kill();
  }

  /** Ends it as an operator would. */
  public void stop() {
    resume();
    running().stop(Duration.ofSeconds(10));
  }

  /** Holds it still: its connections stay open and nothing answers. */
  public void pause() {
    signal("-STOP");
  }

  /** Lets it go on after {@link #pause}. */
  public void resume() {
    signal("-CONT");
  }

  /** Starts it again where it was, with what it held. */
  public void restart() {
    try {
      PrivateFiles.directory(directory);
      PrivateFiles.directory(PROGRAMS);
      Path program = RedisBinary.in(PROGRAMS);
      Path file = directory.resolve("redis.conf");
      List<String> lines = new ArrayList<>(List.of("bind 127.0.0.1", "port " + port));
      lines.addAll(config);
      // A sentinel writes what it learnt into its file, and finds it there again.
      if (!Files.exists(file) || arguments.isEmpty()) {
        PrivateFiles.write(file, String.join("\n", lines) + "\n");
      }
      List<String> command = new ArrayList<>(List.of(program.toString(), file.toString()));
      command.addAll(arguments);
      process = ServerProcess.start(command, directory, directory.resolve("redis.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until("Redis answers on port " + port + "\n" + running().lastLines(), this::answers);
  }

  /** Starts it again without anything that it held. */
  public void restartEmpty() {
    try {
      Files.deleteIfExists(directory.resolve("appendonly.aof"));
      Files.deleteIfExists(directory.resolve("dump.rdb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    restart();
  }

  @Override
  public void close() {
    killIfAlive();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private boolean answers() {
    if (!running().isAlive()) {
      throw new IllegalStateException(running().lastLines());
    }
    return "PONG".equals(run("PING"));
  }

  private void killIfAlive() {
    ServerProcess last = process;
    if (last != null && last.isAlive()) {
      last.kill();
    }
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", name, Long.toString(running().pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill " + name + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private ServerProcess running() {
    ServerProcess last = process;
    if (last == null) {
      throw new IllegalStateException("it was never started");
    }
    return last;
  }
}
