package io.scangate.kill;

import io.scangate.ScangateProcess;
import io.scangate.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An engine or a gateway as a process of its own, which may be killed and held still. Shared. */
final class CityProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  final String name;
  final int port = FreePorts.next();
  final int management = FreePorts.next();
  private final Path folder;
  private final HttpClient client;
  private volatile @Nullable Process process;

  /**
   * @param folder where its settings are, as the name says, and its output goes
   */
  CityProcess(String name, Path folder, HttpClient client) {
    this.name = name;
    this.folder = folder;
    this.client = client;
  }

  /** A command of Scangate, and where its output goes. */
  static ProcessBuilder command(Path output, List<String> arguments) {
    return ScangateProcess.with(
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), arguments)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
  }

  Path settings() {
    return folder.resolve(name + ".yaml");
  }

  void start() {
    try {
      process =
          command(
                  folder.resolve(name + ".log"),
                  List.of("serve", "--config", settings().toString()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  void kill() {
    Process running = process;
    if (running != null) {
      var _ = running.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
  }

  /** Ends it as an operator would. */
  void stop() {
    Process running = process;
    if (running != null && running.isAlive()) {
      running.destroy();
      try {
        if (!running.waitFor(30, TimeUnit.SECONDS)) {
          kill();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        kill();
      }
    }
  }

  void hold() {
    signal("STOP");
  }

  void letGo() {
    signal("CONT");
  }

  private void signal(String signal) {
    Process running = process;
    if (running == null) {
      throw new IllegalStateException(name + " was never started");
    }
    try {
      int _ =
          new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it says so of itself. */
  boolean is(String health) {
    return ask("/health/" + health).map(answer -> answer.statusCode() == 200).orElse(false);
  }

  /** The page of its metrics; empty where it does not answer. */
  String metrics() {
    return ask("/metrics").map(HttpResponse::body).orElse("");
  }

  private Optional<HttpResponse<String>> ask(String path) {
    try {
      return Optional.of(
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                  .timeout(PATIENCE)
                  .build(),
              BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
