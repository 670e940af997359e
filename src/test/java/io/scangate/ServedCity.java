package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A demo city as a user starts it: a process of its own with everything embedded. Shared. */
final class ServedCity implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final int gateway = FreePorts.next();
  final int management = FreePorts.next();
  final Path data;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final Path shown;
  private final Path log;

  /** Starts it and waits until it shows itself. */
  ServedCity(Path folder) throws IOException {
    this(folder, FreePorts.next(), "");
  }

  /** Likewise with its engine on a port, and further settings. */
  ServedCity(Path folder, int engine, String more) throws IOException {
    data = folder.resolve("data");
    Path settings = folder.resolve("settings.yaml");
    shown = folder.resolve("out");
    log = folder.resolve("log");
    Files.writeString(
        settings,
        """
        data: %s
        gateway: {port: %d}
        management: {port: %d}
        engine: {port: %d}
        demo: {changes-per-second: 50}
        %s
        """
            .formatted(data, gateway, management, engine, more));
    process =
        ScangateProcess.of("serve", "--config", settings.toString())
            .redirectOutput(shown.toFile())
            .redirectError(log.toFile())
            .start();
    Await.until(
        "the demo city is shown",
        Duration.ofMinutes(2),
        () -> Files.readString(shown).contains("Ctrl-C stops") || !process.isAlive());
    assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
  }

  /** Scans the code of somebody of a colour at the first checkpoint. */
  HttpResponse<String> scan(String colour) throws IOException, InterruptedException {
    JsonNode demo = JSON.readTree(data.resolve("demo.json").toFile());
    for (JsonNode person : demo.get("people")) {
      if (person.get("colour").asText().equals(colour)) {
        return client.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway + "/v1/scans"))
                .header("Authorization", "Bearer " + demo.at("/checkpoints/0/key").asText())
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(person.get("code").asText()))
                .build(),
            BodyHandlers.ofString());
      }
    }
    throw new AssertionError("nobody is " + colour);
  }

  /** All that it has printed and logged. */
  String told() throws IOException {
    return Files.readString(shown) + Files.readString(log);
  }

  /** The pid of the Redis that the process brought along. */
  long redis() {
    try {
      return Long.parseLong(Files.readString(data.resolve("redis/redis.pid")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
