package io.scangate.load;

import io.scangate.LoadCity;
import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A gateway under load: a process of its own, known by its pid, with a core of its own. Shared. */
final class GatewayProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final int LAST_LINES = 20;

  /**
   * How one is started. Immutable.
   *
   * @param mostBytes what its near cache may take, in bytes
   * @param redisPort where it reaches Redis
   * @param jdkCrypto whether it must do without the native provider
   * @param certificate where {@code certificate.pem} and {@code key.pem} are; empty for clear text
   * @param extra lines more for the section {@code gateway} of its settings
   */
  record Setup(
      String name,
      long mostBytes,
      int redisPort,
      boolean jdkCrypto,
      String certificate,
      String extra) {
    /** A gateway that holds everybody's code. */
    static Setup plain(String name, LoadCity city) {
      return new Setup(name, 512L << 20, city.redisPort(), false, "", "");
    }

    Setup holding(long bytes) {
      return new Setup(name, bytes, redisPort, jdkCrypto, certificate, extra);
    }

    Setup through(int port) {
      return new Setup(name, mostBytes, port, jdkCrypto, certificate, extra);
    }

    /** The same with a line more in the section {@code gateway} of its settings. */
    Setup with(String line) {
      return new Setup(name, mostBytes, redisPort, jdkCrypto, certificate, extra + line + "\n");
    }

    Setup withoutNativeCrypto() {
      return new Setup(name, mostBytes, redisPort, true, certificate, extra);
    }

    Setup securedBy(Path folder) {
      return new Setup(name, mostBytes, redisPort, jdkCrypto, folder.toString(), extra);
    }
  }

  private final Setup setup;
  private final Path settings;
  private final Path folder;
  private final Target target;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();
  private final Thread lastResort = new Thread(() -> process().destroyForcibly());
  private Process process;

  /** Starts one and waits until it is fresh. */
  GatewayProcess(LoadCity city, Setup setup) throws IOException {
    this.setup = setup;
    this.folder = city.folder();
    this.target = new Target(FreePorts.next(), FreePorts.next(), FreePorts.next());
    this.settings = folder.resolve(setup.name + ".yaml");
    Path admission = folder.resolve("admission.yaml");
    // A device may make as many scans as the generator can, for it stands for many.
    Files.writeString(
        admission,
        Files.readString(Path.of("config/admission.yaml"))
            .replace("  venue:\n", "  venue:\n    rate: 1000000\n"));
    Path passwords = folder.resolve("redis");
    Files.writeString(
        settings,
        """
        role: gateway
        data: %s
        keys: {gateway: %s}
        redis: {url: "redis://127.0.0.1:%d", user: gateway, password-file: %s}
        scan-redis: {url: "redis://127.0.0.1:%d", user: scan-log, password-file: %s}
        gateway:
          port: %d
          http2-port: %d
          event-loops: 1
        %s%s
        management: {port: %d}
        cache: {most-bytes: %d}
        admission: %s
        """
            .formatted(
                folder.resolve(setup.name),
                folder.resolve("gateway.json"),
                setup.redisPort,
                passwords.resolve("gateway.password"),
                city.redisPort(),
                passwords.resolve("scan-log.password"),
                target.main(),
                target.proxies(),
                tls(setup.certificate),
                setup.extra.indent(2),
                target.management(),
                setup.mostBytes,
                admission));
    process = launch();
    Runtime.getRuntime().addShutdownHook(lastResort);
    try {
      awaitFresh();
    } catch (RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  private static String tls(String certificate) {
    return certificate.isEmpty()
        ? ""
        : "  tls: {certificate: %s/certificate.pem, key: %s/key.pem}%n"
            .formatted(certificate, certificate);
  }

  private Process launch() throws IOException {
    List<String> command = Machine.javaOnGatewayCore(classPath());
    command.addAll(List.of("io.scangate.Main", "serve", "--config", settings.toString()));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve(setup.name + ".out").toFile())
        .redirectError(
            ProcessBuilder.Redirect.appendTo(folder.resolve(setup.name + ".log").toFile()))
        .start();
  }

  /**
   * What this process has, but for its tests, and the native provider where it is to do without.
   */
  private String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(":", -1))
        .filter(entry -> !entry.endsWith("test-classes"))
        .filter(entry -> !setup.jdkCrypto || !entry.contains("AmazonCorrettoCryptoProvider"))
        .collect(Collectors.joining(":"));
  }

  private void awaitFresh() {
    Await.until(
        "gateway " + setup.name + " is fresh; it logged " + logged(),
        START,
        () -> !process.isAlive() || isFresh());
    if (!process.isAlive()) {
      throw new IllegalStateException("gateway " + setup.name + " has ended: " + logged());
    }
  }

  /** The last that it said. */
  private String logged() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(setup.name + ".log"));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "nothing";
    }
  }

  private boolean isFresh() throws IOException, InterruptedException {
    return get("/health/fresh") == 200;
  }

  private int get(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(
            URI.create("http://%s:%d%s".formatted(Target.HOST, target.management(), path)))
        .timeout(Duration.ofSeconds(2))
        .build();
  }

  /** What it tells Prometheus. */
  String metrics() throws IOException, InterruptedException {
    return client.send(request("/metrics"), BodyHandlers.ofString()).body();
  }

  Target target() {
    return target;
  }

  String name() {
    return setup.name;
  }

  long pid() {
    return process.pid();
  }

  /** What its spool takes on the disk, in MiB; NaN where it changes while one looks. */
  double spoolMebibytes() {
    try (var files = Files.walk(folder.resolve(setup.name).resolve("spool"))) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          / 1048576.0;
    } catch (IOException | UncheckedIOException e) {
      return Double.NaN;
    }
  }

  /** Drains it and starts it anew, as an operator does who brings a new version. */
  void restart() throws IOException {
    stop();
    process = launch();
    awaitFresh();
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private Process process() {
    return process;
  }

  @Override
  public void close() {
    stop();
    try {
      var _ = Runtime.getRuntime().removeShutdownHook(lastResort);
    } catch (IllegalStateException e) {
      // The hooks are running, and this one finds its process ended.
    }
    client.close();
  }
}
