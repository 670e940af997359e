package io.scangate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Redis that comes along: its files, its users, its start and its end. */
class EmbeddedRedisIT {
  @TempDir Path directory;
  private final List<String> told = new ArrayList<>();

  @Test
  void itKeepsWhatItHoldsOverARestart() {
    try (EmbeddedRedis first = start()) {
      as(first, first.users().engine(), "SET", "list:keys", "kept");
    }
    try (EmbeddedRedis second = start()) {
      assertThat(as(second, second.users().gateway(), "GET", "list:keys")).isEqualTo("kept");
    }
    assertThat(told).first().asString().contains("Redis starts on 127.0.0.1:");
  }

  @Test
  void onlyTheOwnerCanOpenItsFiles() throws IOException {
    try (EmbeddedRedis redis = start()) {
      assertThat(mode(directory.resolve("redis"))).isEqualTo("rwx------");
      for (String file :
          List.of("engine.password", "gateway.password", "scan-log.password", "users.acl")) {
        assertThat(mode(directory.resolve("redis").resolve(file))).isEqualTo("rw-------");
      }
      RedisUser engine = redis.users().engine();
      assertThat(Files.readString(directory.resolve("redis/users.acl")))
          .doesNotContain(engine.password());
      assertThat(engine.toString()).doesNotContain(engine.password());
      assertThat(ProcessHandle.of(redis.pid()).orElseThrow().info().commandLine().orElse(""))
          .doesNotContain(engine.password());
    }
  }

  @Test
  void withoutAUserNothingIsDone() {
    try (EmbeddedRedis redis = start();
        RespClient nobody = new RespClient(redis.port())) {
      assertThatThrownBy(() -> nobody.run("GET", "list:keys")).hasMessageStartingWith("NOAUTH");
      assertThatThrownBy(() -> nobody.run("AUTH", "default", ""))
          .hasMessageStartingWith("WRONGPASS");
    }
  }

  @Test
  void theEngineWritesAndAdministersNothing() {
    try (EmbeddedRedis redis = start()) {
      RedisUser engine = redis.users().engine();
      for (String[] command :
          new String[][] {
            {"HSET", "code:{1}:1:1", "reference", "status"},
            {"XADD", "feed:{1}", "*", "f", "v"},
            {"EVAL", "return redis.call('GET', KEYS[1])", "1", "seq:{1}"},
            {"XRANGE", "scans:{1}", "-", "+"},
            {"DEL", "code:{1}:1:1"},
            {"INFO", "server"},
            {"ROLE"}
          }) {
        assertThatCode(() -> as(redis, engine, command)).doesNotThrowAnyException();
      }
      for (String[] command :
          new String[][] {
            {"FLUSHALL"},
            {"CONFIG", "GET", "*"},
            {"ACL", "LIST"},
            {"SHUTDOWN"},
            {"KEYS", "*"},
            {"SET", "elsewhere", "x"}
          }) {
        refused(redis, engine, command);
      }
    }
  }

  @Test
  void theGatewayReadsAndChangesNothing() {
    try (EmbeddedRedis redis = start()) {
      RedisUser gateway = redis.users().gateway();
      for (String[] command :
          new String[][] {
            {"HGETALL", "code:{1}:1:1"},
            {"HMGET", "code:{1}:1:1", "a", "b"},
            {"XREAD", "COUNT", "1", "STREAMS", "feed:{1}", "0"},
            {"GET", "seq:{1}"},
            {"GET", "layout:{1}"},
            {"GET", "list:keys"},
            {"TIME"},
            {"ECHO", "x"},
            {"PING"},
            {"ROLE"},
            {"INFO", "server"}
          }) {
        assertThatCode(() -> as(redis, gateway, command)).doesNotThrowAnyException();
      }
      for (String[] command :
          new String[][] {
            {"SET", "seq:{1}", "7"},
            {"DEL", "code:{1}:1:1"},
            {"HSET", "code:{1}:1:1", "a", "b"},
            {"XADD", "feed:{1}", "*", "f", "v"},
            {"XTRIM", "feed:{1}", "MAXLEN", "0"},
            {"EXPIRE", "code:{1}:1:1", "1"},
            {"RENAME", "code:{1}:1:1", "code:{1}:1:2"},
            {"EVAL", "return 1", "0"},
            {"XRANGE", "scans:{1}", "-", "+"},
            {"XREAD", "STREAMS", "scans:{1}", "0"},
            {"GET", "elsewhere"},
            {"FLUSHALL"},
            {"CONFIG", "GET", "*"},
            {"ACL", "LIST"},
            {"KEYS", "*"},
            {"SCAN", "0"},
            {"CLUSTER", "RESET"},
            {"CLIENT", "KILL", "ID", "1"},
            {"SUBSCRIBE", "x"},
            {"MONITOR"}
          }) {
        refused(redis, gateway, command);
      }
    }
  }

  @Test
  void theScanLogAppendsAndReadsNothing() {
    try (EmbeddedRedis redis = start()) {
      RedisUser scanLog = redis.users().scanLog();
      assertThatCode(
              () -> as(redis, scanLog, "XADD", "scans:{1}", "MAXLEN", "~", "10", "*", "r", "x"))
          .doesNotThrowAnyException();
      for (String[] command :
          new String[][] {
            {"XADD", "feed:{1}", "*", "f", "v"},
            {"XRANGE", "scans:{1}", "-", "+"},
            {"XREAD", "STREAMS", "scans:{1}", "0"},
            {"XTRIM", "scans:{1}", "MAXLEN", "0"},
            {"XDEL", "scans:{1}", "1-1"},
            {"DEL", "scans:{1}"},
            {"GET", "list:keys"},
            {"HGETALL", "code:{1}:1:1"}
          }) {
        refused(redis, scanLog, command);
      }
    }
  }

  @Test
  void aTakenPortIsToldWithWhatToDo() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () ->
                  EmbeddedRedis.start(directory.resolve("redis"), other.getLocalPort(), told::add))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("port " + other.getLocalPort())
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void oneThatAKilledScangateLeftBehindIsStopped() {
    EmbeddedRedis left = start();
    long pid = left.pid();
    try (EmbeddedRedis next = start()) {
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(next.pid()).isNotEqualTo(pid);
    }
    assertThat(told).anyMatch(line -> line.contains("process " + pid));
  }

  @Test
  void closingEndsTheProcess() {
    EmbeddedRedis redis = start();
    redis.close();

    assertThat(ProcessHandle.of(redis.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(directory.resolve("redis/redis.pid")).doesNotExist();
  }

  @Test
  void aBucketOfOneHundredAndTwentyEightCodesStaysCompact() {
    try (EmbeddedRedis redis = start()) {
      RedisUser engine = redis.users().engine();
      List<String> command = new ArrayList<>(List.of("HSET", "code:{1}:1:1"));
      for (int i = 0; i < 128; i++) {
        command.addAll(List.of("refer%03d".formatted(i), "s".repeat(64)));
      }
      as(redis, engine, command.toArray(String[]::new));

      assertThat(as(redis, engine, "OBJECT", "ENCODING", "code:{1}:1:1")).isEqualTo("ziplist");
    }
  }

  private EmbeddedRedis start() {
    return EmbeddedRedis.start(directory.resolve("redis"), 0, told::add);
  }

  private static void refused(EmbeddedRedis redis, RedisUser user, String... command) {
    assertThatThrownBy(() -> as(redis, user, command))
        .as(String.join(" ", command))
        .hasMessageStartingWith("NOPERM");
  }

  private static Object as(EmbeddedRedis redis, RedisUser user, String... command) {
    try (RespClient client = new RespClient(redis.port())) {
      client.run("AUTH", user.name(), user.password());
      return String.valueOf(client.run(command));
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
