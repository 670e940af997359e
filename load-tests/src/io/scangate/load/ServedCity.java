package io.scangate.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scangate.embedded.EmbeddedPostgres;
import io.scangate.embedded.RunningPostgres;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ops.Exposition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process {@code scangate serve} of the role {@code all} that runs, with its Redis and
 * PostgreSQL. Shared.
 */
final class ServedCity implements AutoCloseable {
  private final ProcessHandle process;
  private final Path data;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonNode guide;

  /**
   * One that runs.
   *
   * @param pid the number of its process
   * @param data its data folder
   */
  ServedCity(long pid, Path data) throws IOException {
    this.process = ProcessHandle.of(pid).orElseThrow();
    this.data = data;
    this.guide = new ObjectMapper().readTree(data.resolve("demo.json").toFile());
  }

  /** Something that may or may not be so. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Waits until something is so, looking ten times a second. */
  void await(String what, int seconds, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!condition.holds()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(what + " took longer than " + seconds + " s");
      }
      Thread.sleep(100);
    }
  }

  private boolean isFresh() throws IOException, InterruptedException {
    return ask("/health/fresh").statusCode() == 200;
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    URI address = URI.create(guide.path("management").asText() + path);
    return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  /** Whether everything that was committed is at the door, which holds so many codes at least. */
  boolean isCaughtUp(long codes) throws IOException, InterruptedException {
    Exposition metrics = metrics();
    return isFresh()
        && metrics.sum("scangate_outbox_backlog") == 0
        && metrics.sum("scangate_feed_unconfirmed_buckets") == 0
        && metrics.sum("scangate_cache_near_codes") >= codes;
  }

  /** What it counts now. */
  Exposition metrics() throws IOException, InterruptedException {
    return Exposition.parse(ask("/metrics").body());
  }

  /** What it tells whoever comes: {@code demo.json}. */
  JsonNode guide() {
    return guide;
  }

  /** Its data folder. */
  Path data() {
    return data;
  }

  /** The ledger, as its application. */
  LedgerSettings application() {
    RunningPostgres postgres = EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow();
    return ledger(postgres, postgres.app().name(), postgres.app().password());
  }

  /** The ledger, as its owner. */
  LedgerSettings owner() throws IOException {
    RunningPostgres postgres = EmbeddedPostgres.running(data.resolve("postgres")).orElseThrow();
    String password = Files.readString(data.resolve("postgres/scangate_owner.password")).strip();
    return ledger(postgres, "scangate_owner", password);
  }

  private static LedgerSettings ledger(RunningPostgres postgres, String user, String password) {
    return new LedgerSettings(
        "127.0.0.1", postgres.port(), postgres.database(), user, password, Optional.empty(), 2);
  }

  /** How much memory its JVM has, in mebibytes. */
  double residentMebibytes() {
    return Machine.mebibytes(process.pid());
  }

  /** The processor time that it and its servers have used. */
  ProcessorTime processorTime() {
    return ProcessorTime.of(process);
  }

  @Override
  public void close() {
    http.close();
  }
}
