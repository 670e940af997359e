package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.cache.RedisKeys;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.RedisProcess;
import io.scangate.health.Division;
import io.scangate.ledger.Founding;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.TestPostgres;
import io.scangate.policy.PolicyFile;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PublishCommandIT {
  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final StringWriter err = new StringWriter();
  private RedisProcess redis;
  private LedgerSettings server;
  private Ledger ledger;

  @BeforeEach
  void start() throws Exception {
    redis = RedisProcess.start(folder);
    server = TestPostgres.database();
    ledger = Ledger.open(vertx, server);
  }

  @AfterEach
  void end() {
    ledger.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    redis.close();
  }

  private void found() {
    new Founding(
            new Division("4403"),
            2,
            "00".repeat(32),
            PolicyFile.read(Path.of("config/policy.yaml")),
            "one",
            "another")
        .in(ledger, Instant.now());
  }

  private int publish(String ledgerAt, String... options) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), server.password());
    Path settings =
        Files.writeString(
            folder.resolve("settings.yaml"),
            """
            role: engine
            keys: {engine: not-read, pepper: not-read}
            redis: {url: "%s"}
            ledger: {url: "postgresql://%s", user: %s, password-file: %s}
            """
                .formatted(redis.url(), ledgerAt, server.user(), password));
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err, true));
    String[] command = new String[3 + options.length];
    command[0] = "publish";
    command[1] = "--config";
    command[2] = settings.toString();
    System.arraycopy(options, 0, command, 3, options.length);
    return line.execute(command);
  }

  @Test
  void buildsEveryPartitionAndTellsItsProgress() throws Exception {
    found();
    assertThat(publish(server.address(), "--all")).isZero();
    assertThat(err.toString())
        .contains("1 of 2 partitions are rebuilt")
        .contains("2 of 2 partitions are rebuilt");
    assertThat(redis.run("EXISTS", RedisKeys.layout(0), RedisKeys.layout(1))).isEqualTo(2L);
    assertThat(ledger.installation().orElseThrow().incarnation()).isZero();
  }

  @Test
  void aRestoredLedgerIsAnotherIncarnation() throws Exception {
    found();
    assertThat(publish(server.address(), "--all", "--restored")).isZero();
    assertThat(err.toString()).contains("incarnation 1 of the ledger");
    assertThat(ledger.installation().orElseThrow().incarnation()).isEqualTo(1);
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThat(publish(server.address())).isEqualTo(2);
    assertThat(publish(server.address(), "--all")).isEqualTo(1);
    assertThat(err.toString()).contains("Say --all").contains("not founded yet");
  }

  @Test
  void aLedgerThatIsAwayIsToldWithoutItsPassword() throws Exception {
    assertThat(publish("127.0.0.1:" + FreePorts.next() + "/none", "--all")).isEqualTo(1);
    assertThat(err.toString()).contains("the ledger").doesNotContain(server.password());
  }
}
