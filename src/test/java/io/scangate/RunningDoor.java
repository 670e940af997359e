package io.scangate;

import io.scangate.embedded.FreePorts;
import io.scangate.serve.KeyFiles;
import io.scangate.serve.Ladder;
import io.scangate.serve.Serve;
import io.scangate.serve.Settings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * A gateway as {@code serve} makes it of a settings file, in this process or another, asked as
 * scanners and operators ask. Shared.
 */
final class RunningDoor implements AutoCloseable {
  /**
   * What differs from gateway to gateway. Immutable.
   *
   * @param loops how many event loops serve
   * @param off how far the wall clock is ahead
   * @param deadline of a miss
   */
  record Setup(int loops, Duration off, Duration deadline, Path admission) {
    static final Setup PLAIN =
        new Setup(1, Duration.ZERO, Duration.ofMillis(100), Path.of("config/admission.yaml"));

    Setup on(int number) {
      return new Setup(number, off, deadline, admission);
    }

    Setup ahead(Duration by) {
      return new Setup(loops, by, deadline, admission);
    }

    Setup within(Duration other) {
      return new Setup(loops, off, other, admission);
    }

    Setup ruledBy(Path other) {
      return new Setup(loops, off, deadline, other);
    }
  }

  final int port;
  final int management;
  final Path settings;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Runnable end = () -> {};

  private RunningDoor(SmallCity city, String name, Setup setup) throws IOException {
    port = FreePorts.next();
    management = FreePorts.next();
    settings = city.folder.resolve(name + ".yaml");
    Path passwords = city.folder.resolve("redis");
    Files.writeString(
        settings,
        """
        role: gateway
        data: %s
        keys: {gateway: %s}
        redis: {url: "%s", user: gateway, password-file: %s}
        scan-redis: {url: "%s", user: scan-log, password-file: %s}
        gateway: {port: %d, event-loops: %d}
        management: {port: %d}
        cache: {partitions: %d, deadline: %s}
        admission: %s
        """
            .formatted(
                city.folder.resolve(name),
                city.folder.resolve(KeyFiles.GATEWAY),
                city.network.url(),
                passwords.resolve("gateway.password"),
                city.network.url(),
                passwords.resolve("scan-log.password"),
                port,
                setup.loops,
                management,
                SmallCity.PARTITIONS,
                setup.deadline,
                setup.admission));
  }

  /** Starts one in this process and waits until it is ready. */
  static RunningDoor open(SmallCity city, String name) throws Exception {
    return open(city, name, Setup.PLAIN);
  }

  /** Starts one in this process and waits until it is ready. */
  static RunningDoor open(SmallCity city, String name, Setup setup) throws Exception {
    RunningDoor door = new RunningDoor(city, name, setup);
    Ladder ladder = new Ladder(System::nanoTime);
    InstantSource clock = () -> InstantSource.system().instant().plus(setup.off);
    door.end = ladder::close;
    try {
      new Serve(
              Settings.read(door.settings, setup.loops),
              ladder,
              new PrintWriter(new StringWriter()),
              clock)
          .start();
      return door;
    } catch (Exception e) {
      door.close();
      throw e;
    }
  }

  /** Starts one as a process of its own; it is not ready yet. */
  static RunningDoor launch(SmallCity city, String name) throws Exception {
    RunningDoor door = new RunningDoor(city, name, Setup.PLAIN);
    Process process =
        ScangateProcess.of("serve", "--config", door.settings.toString())
            .redirectOutput(city.folder.resolve(name + ".out").toFile())
            .redirectError(city.folder.resolve(name + ".log").toFile())
            .start();
    door.end =
        () -> {
          process.destroy();
          var _ = process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        };
    return door;
  }

  HttpResponse<String> scanned(String checkpoint, String code) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/scans"))
            .header("Authorization", "Bearer " + SmallCity.deviceKey(checkpoint))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(code))
            .build());
  }

  /** The verdict on a code at a checkpoint. */
  JsonObject scan(String checkpoint, String code) {
    HttpResponse<String> response = scanned(checkpoint, code);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return new JsonObject(response.body());
  }

  /** The status that operators are answered with. */
  int health(String check) {
    return manage("/health/" + check).statusCode();
  }

  String metrics() {
    return manage("/metrics").body();
  }

  private HttpResponse<String> manage(String path) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path)).build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    end.run();
  }
}
