package io.scangate.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scangate.PaperDesk;
import io.scangate.health.Colour;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Scans people at one gateway without end, through its public interface, and holds each answer to
 * what was answered and acknowledged before. Shared.
 *
 * <p>An answer bears no version, but in this city colours only become more severe: one that is less
 * severe than an earlier answer of the same gateway is an older version, and one that calls itself
 * live is too old where it knows nothing of a fact that was acknowledged, hence committed, longer
 * ago than the bound when the scan began.
 */
final class Watcher implements AutoCloseable {
  /** The default of {@code freshness.bound}. */
  static final Duration BOUND = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TriedCity city;
  private final CityProcess gateway;
  private final Findings findings;
  private final SplittableRandom random;
  private final Colour[] seen;
  private final Map<String, Long> answers = new TreeMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  /** An answer that tells what the gateway holds of somebody. */
  private record Told(Colour colour, String basis) {}

  /** Begins to watch that gateway. */
  Watcher(TriedCity city, CityProcess gateway, Findings findings, long seed) {
    this.city = city;
    this.gateway = gateway;
    this.findings = findings;
    this.random = new SplittableRandom(seed);
    this.seen = new Colour[city.crowd.size()];
    Arrays.fill(seen, Colour.GREEN);
    this.thread = Thread.ofVirtual().name("watcher of " + gateway.name).start(this::work);
  }

  private void work() {
    try {
      while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        look(
            random.nextInt(4) == 0
                ? random.nextInt(seen.length)
                : city.crowd.lately(random.nextInt()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(int number) throws InterruptedException {
    Colour due = city.crowd.by(number, System.nanoTime() - BOUND.toNanos());
    Optional<Told> answer = scan(number);
    if (answer.isEmpty()) {
      return;
    }
    Told told = answer.get();
    if (Crowd.severity(told.colour) < Crowd.severity(seen[number])) {
      findings.violated(
          "%s went back from %s to %s (%s) for %s"
              .formatted(gateway.name, seen[number], told.colour, told.basis, text(number)));
    }
    seen[number] = told.colour;
    if (told.basis.equals("live") && Crowd.severity(told.colour) < Crowd.severity(due)) {
      findings.violated(
          "%s called %s live for %s more than %s after a fact was acknowledged that makes it %s"
              .formatted(gateway.name, told.colour, text(number), BOUND, due));
    }
  }

  private String text(int number) {
    return "person " + city.crowd.person(number).text();
  }

  /** Empty where the gateway did not answer, or by nothing but the code's own word. */
  private Optional<Told> scan(int number) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port + "/v1/scans"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + PaperDesk.deviceKey(TriedCity.CHECKPOINT))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(city.crowd.paper(number)))
            .build();
    try {
      HttpResponse<String> answer = city.client().send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        count("status " + answer.statusCode());
        return Optional.empty();
      }
      JsonNode verdict = JSON.readTree(answer.body());
      String basis = verdict.path("basis").asText();
      count(basis);
      String colour = verdict.path("colour").asText();
      return basis.equals("code") || colour.isEmpty()
          ? Optional.empty()
          : Optional.of(new Told(Colour.valueOf(colour), basis));
    } catch (IOException e) {
      count("none: " + e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private synchronized void count(String basis) {
    answers.merge(basis, 1L, Long::sum);
  }

  /** How many answers there were of each basis. */
  synchronized Map<String, Long> answers() {
    return Map.copyOf(answers);
  }

  /** Ends. */
  @Override
  public void close() {
    stopped.countDown();
  }

  /**
   * Ends, and then looks at everybody once more: the gateway knows everything, and calls it live.
   */
  void finish(Duration patience) throws InterruptedException {
    stopped.countDown();
    thread.join();
    long until = System.nanoTime() + patience.toNanos();
    for (int number = 0; number < seen.length; number++) {
      Colour due = city.crowd.by(number, System.nanoTime());
      Optional<Told> told = scan(number);
      while (!told.equals(Optional.of(new Told(due, "live"))) && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        told = scan(number);
      }
      if (!told.equals(Optional.of(new Told(due, "live")))) {
        findings.violated(
            "at the end %s answers %s for %s, who is %s by what was acknowledged"
                .formatted(gateway.name, told, text(number), due));
      }
    }
  }
}
