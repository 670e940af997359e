package io.scangate.load;

import io.scangate.ScangateProcess;
import io.scangate.embedded.EmbeddedPostgres;
import io.scangate.embedded.RunningPostgres;
import io.scangate.ops.Exposition;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A demo city in which nothing happens by itself, with a second gateway: two processes on one
 * Redis, as users start them. Confined to one thread but for what reads.
 */
public final class AreaCity implements AutoCloseable {
  /** A district in which nobody lives at first. */
  public static final String AREA = "440309";

  private static final Duration START = Duration.ofMinutes(3);

  private static final String SOURCES =
      """
      sources:
        registration:
          kind: registration
          authority: City
          divisions: ["4403"]
          severe: {most: 0, per: PT1H}
        command:
          kind: area-designation
          authority: Command
          divisions: ["440309"]
          severe: {most: 1000000, per: PT1H}
      """;

  /**
   * A gateway.
   *
   * @param port where it is scanned at
   * @param management where it is measured
   */
  public record Gateway(String name, int port, int management) {}

  private final Path home;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Process> processes = new ArrayList<>();
  private final List<Gateway> gateways;
  private final int engine = freePort();

  /** Starts it in an empty directory, and waits until both gateways are fresh. */
  public AreaCity(Path home) throws IOException {
    this.home = home;
    this.gateways =
        List.of(
            new Gateway("city", freePort(), freePort()),
            new Gateway("second", freePort(), freePort()));
    try {
      start();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void start() throws IOException {
    Path sources = Files.writeString(home.resolve("sources.yaml"), SOURCES);
    // A device stands for many here.
    Path admission =
        Files.writeString(
            home.resolve("admission.yaml"),
            Files.readString(Path.of("config/admission.yaml"))
                .replaceFirst("(?m)^  rate: .*$", "  rate: 1000000"));
    launch(
        gateways.getFirst(),
        """
        data: %s
        gateway: {event-loops: 1, port: %d}
        management: {port: %d}
        engine: {port: %d, sources: %s}
        admission: %s
        demo: {changes-per-second: 0}
        """
            .formatted(
                data(),
                gateways.getFirst().port,
                gateways.getFirst().management,
                engine,
                sources,
                admission));
    await("the city", () -> Files.exists(data().resolve("demo.json")) && isFresh(0));
    Path redis = data().resolve("redis");
    launch(
        gateways.getLast(),
        """
        role: gateway
        data: %1$s
        keys: {gateway: %2$s}
        redis: {url: "redis://127.0.0.1:%3$d", user: gateway, password-file: %4$s/gateway.password}
        scan-redis: {url: "redis://127.0.0.1:%3$d", user: scan-log, password-file: %4$s/scan-log.password}
        gateway: {event-loops: 1, port: %5$d}
        management: {port: %6$d}
        admission: %7$s
        """
            .formatted(
                home.resolve("second"),
                data().resolve("keys/gateway.json"),
                redisPort(redis),
                redis,
                gateways.getLast().port,
                gateways.getLast().management,
                admission));
    await("the second gateway", () -> isFresh(1));
  }

  private static int redisPort(Path redis) throws IOException {
    try (Stream<String> lines = Files.lines(redis.resolve("redis.conf"))) {
      return lines
          .filter(line -> line.startsWith("port "))
          .mapToInt(line -> Integer.parseInt(line.substring(5).strip()))
          .findFirst()
          .orElseThrow();
    }
  }

  private void launch(Gateway gateway, String settings) throws IOException {
    Path file = Files.writeString(home.resolve(gateway.name + ".yaml"), settings);
    processes.add(
        ScangateProcess.with(
                List.of("-Xmx1g", "-XX:+UseCompactObjectHeaders"),
                List.of("serve", "--config", file.toString()))
            .redirectOutput(home.resolve(gateway.name + ".out").toFile())
            .redirectError(home.resolve(gateway.name + ".log").toFile())
            .start());
  }

  private boolean isFresh(int which) {
    try {
      URI fresh =
          URI.create("http://127.0.0.1:" + gateways.get(which).management + "/health/fresh");
      return client
              .send(HttpRequest.newBuilder(fresh).build(), BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void await(String what, BooleanSupplier isSo) {
    long end = System.nanoTime() + START.toNanos();
    while (!isSo.getAsBoolean()) {
      if (System.nanoTime() - end > 0 || !processes.stream().allMatch(Process::isAlive)) {
        throw new IllegalStateException(what + " did not come up; see " + home);
      }
      pause();
    }
  }

  /** Between two looks. */
  static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The data folder of the city. */
  public Path data() {
    return home.resolve("data");
  }

  /** Both gateways. */
  public List<Gateway> gateways() {
    return gateways;
  }

  /** What a gateway counts now. */
  public Exposition metrics(Gateway gateway) {
    return Exposition.parse(send(get("http://127.0.0.1:" + gateway.management + "/metrics")));
  }

  private static HttpRequest.Builder get(String url) {
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMinutes(5));
  }

  /** A token of a source. */
  public String token(String source) {
    try {
      JsonObject demo = new JsonObject(Files.readString(data().resolve("demo.json")));
      String secret =
          demo.getJsonArray("sources").stream()
              .map(JsonObject.class::cast)
              .filter(it -> it.getString("client").equals(source))
              .findFirst()
              .orElseThrow()
              .getString("secret");
      String body =
          "grant_type=client_credentials&client_id=" + source + "&client_secret=" + secret;
      return new JsonObject(
              send(
                  get("http://127.0.0.1:" + engine + "/oauth2/token")
                      .header("content-type", "application/x-www-form-urlencoded")
                      .POST(BodyPublishers.ofString(body))))
          .getString("access_token");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends something to the intake, and returns the answer. */
  public String post(String token, String path, String type, BodyPublisher body) {
    return send(
        get("http://127.0.0.1:" + engine + path)
            .header("authorization", "Bearer " + token)
            .header("content-type", type)
            .POST(body));
  }

  /** Asks the intake for something. */
  public JsonObject show(String token, String path) {
    return new JsonObject(
        send(get("http://127.0.0.1:" + engine + path).header("authorization", "Bearer " + token)));
  }

  /** The verdict on a code at a gateway. */
  public JsonObject scan(Gateway gateway, String device, String code) {
    return new JsonObject(
        send(
            get("http://127.0.0.1:" + gateway.port + "/v1/scans")
                .header("authorization", "Bearer " + device)
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString(code))));
  }

  private String send(HttpRequest.Builder request) {
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Some of the people who live in the area, as the ledger knows them. */
  public List<Long> residents(int most) throws IOException, SQLException {
    RunningPostgres postgres = EmbeddedPostgres.running(data().resolve("postgres")).orElseThrow();
    List<Long> people = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/scangate",
                postgres.app().name(),
                postgres.app().password());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select ref from person where community like '440309%' order by ref limit "
                    + most)) {
      while (rows.next()) {
        people.add(rows.getLong(1));
      }
    }
    return people;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    for (Process process : processes.reversed()) {
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
}
