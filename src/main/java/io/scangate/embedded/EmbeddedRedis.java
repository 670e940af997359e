package io.scangate.embedded;

import io.scangate.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A Redis 6.2 of our own, running as a process on 127.0.0.1. Shared.
 *
 * <p>Everything of it stands in one directory (mode 0700): program, configuration, users with their
 * passwords, log, and the append-only file. It keeps what it holds over a restart; the codes could
 * be built again, but the scan records that nobody has read yet could not.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(20);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final ServerProcess process;
  private final int port;
  private final RedisUsers users;
  private final Path pidFile;

  private EmbeddedRedis(ServerProcess process, int port, RedisUsers users, Path pidFile) {
    this.process = process;
    this.port = port;
    this.users = users;
    this.pidFile = pidFile;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param directory where everything of it stands; made where it is missing
   * @param port where it listens, or 0 for any that is free
   * @param progress told in a line what happens
   * @throws EmbeddedServerException when it cannot run, saying why
   */
  public static EmbeddedRedis start(Path directory, int port, Consumer<String> progress) {
    Path home = directory.toAbsolutePath().normalize();
    try {
      PrivateFiles.directory(home);
      Path program = RedisBinary.in(home);
      Path output = home.resolve("redis.log");
      Path pidFile = home.resolve("redis.pid");
      stopLeftOver(pidFile, program, output, progress);
      int free = LoopbackPort.free("Redis", port);
      RedisUsers users = RedisUsers.in(home);
      PrivateFiles.write(home.resolve("users.acl"), users.acl());
      PrivateFiles.write(home.resolve("redis.conf"), configuration(free));
      progress.accept("Redis starts on 127.0.0.1:" + free + " with its data in " + home);
      ServerProcess process =
          ServerProcess.start(List.of(program.toString(), "redis.conf"), home, output);
      PrivateFiles.write(pidFile, process.pid() + "\n");
      EmbeddedRedis redis = new EmbeddedRedis(process, free, users, pidFile);
      try {
        process.awaitReady("Redis", START, redis::answers);
      } catch (EmbeddedServerException e) {
        redis.close();
        throw e;
      }
      progress.accept("Redis is ready");
      return redis;
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "The embedded Redis cannot start in " + home + ": " + e.getMessage(), e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** Its address, which holds no password. */
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Who may do what. */
  public RedisUsers users() {
    return users;
  }

  /** The number of its process. */
  public long pid() {
    return process.pid();
  }

  /** Asks it to write what it holds and to end, and waits for that. */
  @Override
  public void close() {
    process.stop(STOP);
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new EmbeddedServerException("cannot delete " + pidFile + ": " + e.getMessage(), e);
    }
  }

  private static String configuration(int port) {
    return """
    # Written at every start; changes are lost.
    bind 127.0.0.1
    port %d
    databases 1
    aclfile users.acl
    # Buckets of up to 128 codes of at most 64 bytes stay in the compact encoding.
    hash-max-ziplist-entries 128
    hash-max-ziplist-value 64
    save ""
    appendonly yes
    appendfsync everysec
    maxmemory-policy noeviction
    tcp-keepalive 30
    daemonize no
    """
        .formatted(port);
  }

  /** One that a killed Scangate left behind would hold the port and the data. */
  private static void stopLeftOver(
      Path pidFile, Path program, Path output, Consumer<String> progress) throws IOException {
    if (!Files.exists(pidFile)) {
      return;
    }
    String text = Files.readString(pidFile).strip();
    Optional<ServerProcess> left =
        text.matches("[0-9]{1,10}")
            ? ServerProcess.running(Long.parseLong(text), program, output)
            : Optional.empty();
    left.ifPresent(
        process -> {
          progress.accept("A Redis that was left running (process " + text + ") is stopped");
          process.stop(STOP);
        });
    Files.delete(pidFile);
  }

  private boolean answers() {
    try (RedisConversation talk = new RedisConversation(port)) {
      RedisUser engine = users.engine();
      return talk.say("AUTH", engine.name(), engine.password()).equals("+OK")
          && talk.say("PING").equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }
}
