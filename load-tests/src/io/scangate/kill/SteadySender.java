package io.scangate.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scangate.health.Colour;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends facts to both engines at a steady rate, as sources do: what was not acknowledged is sent
 * again with the same keys, to the other engine, until it is. Keeps which keys were acknowledged.
 * Shared.
 */
final class SteadySender implements AutoCloseable {
  private static final int BATCH = 5;
  private static final int UNDER_WAY = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration AGAIN = Duration.ofMillis(250);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Sent(int number, Step step, String key) {}

  private final TriedCity city;

  /** Before anything was sent, so no fact is from the future. */
  private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final Findings findings;
  private final SplittableRandom random;
  private final Duration pause;
  private final int[] progress;
  private final Set<String> sent = ConcurrentHashMap.newKeySet();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final AtomicLong attempts = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;
  private int turn;

  /**
   * Begins to send.
   *
   * @param rate facts a second
   */
  SteadySender(TriedCity city, Findings findings, int rate, long seed) {
    this.city = city;
    this.findings = findings;
    this.random = new SplittableRandom(seed);
    this.pause = Duration.ofNanos(1_000_000_000L * BATCH / rate);
    this.progress = new int[city.crowd.size()];
    this.thread = Thread.ofVirtual().name("sender").start(this::work);
  }

  private void work() {
    try {
      long next = System.nanoTime();
      while (!stopped.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        next = Math.max(next + pause.toNanos(), System.nanoTime());
        Step step = Step.ALL.get(random.nextInt(Step.ALL.size()));
        List<Sent> batch = batch(step);
        if (!batch.isEmpty()) {
          room.acquire();
          int first = turn++;
          var _ = Thread.ofVirtual().start(() -> bring(step, batch, first));
        }
      }
      room.acquire(UNDER_WAY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One of three people is only ever tested, so that a green that stays is watched too. */
  private List<Sent> batch(Step step) {
    List<Sent> batch = new ArrayList<>();
    for (int attempt = 0; attempt < 20 && batch.size() < BATCH; attempt++) {
      int number = random.nextInt(progress.length);
      boolean tested = number % 3 == 2;
      if (tested == (step == Step.TESTED) && (tested || progress[number] == step.after)) {
        progress[number]++;
        String key = step.client + "-" + number + "-" + progress[number];
        batch.add(new Sent(number, step, key));
        var _ = sent.add(key);
      }
    }
    return batch;
  }

  private void bring(Step step, List<Sent> batch, int first) {
    try {
      for (int attempt = 0; !closed && !isTaken(step, batch, (first + attempt) % 2); attempt++) {
        failures.incrementAndGet();
        TimeUnit.NANOSECONDS.sleep(AGAIN.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      findings.violated("the sender failed: " + e);
    } finally {
      room.release();
    }
  }

  private boolean isTaken(Step step, List<Sent> batch, int engine) throws InterruptedException {
    attempts.incrementAndGet();
    String name = step.client + "@" + engine;
    try {
      String token = tokens.get(name);
      if (token == null) {
        token = token(step.client, engine);
        tokens.put(name, token);
      }
      HttpResponse<String> answer =
          city.client()
              .send(
                  HttpRequest.newBuilder(at(engine, "/v1/facts"))
                      .timeout(PATIENCE)
                      .header("Authorization", "Bearer " + token)
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString(body(batch)))
                      .build(),
                  BodyHandlers.ofString());
      switch (answer.statusCode()) {
        case 202 -> {
          read(batch, answer.body());
          return true;
        }
        case 401 -> tokens.remove(name);
        case 429, 503 -> {}
        default ->
            findings.violated(
                "facts were answered with " + answer.statusCode() + ": " + answer.body());
      }
    } catch (IOException e) {
      // The engine is away, or was killed with the request.
    }
    return false;
  }

  private String token(String source, int engine) throws IOException, InterruptedException {
    JsonNode file =
        JSON.readTree(
            city.folder.resolve(city.engines.get(engine).name).resolve("sources.json").toFile());
    for (JsonNode each : file.get("sources")) {
      if (each.get("client").asText().equals(source)) {
        String form =
            "grant_type=client_credentials&client_id="
                + source
                + "&client_secret="
                + URLEncoder.encode(each.get("secret").asText(), StandardCharsets.UTF_8);
        HttpResponse<String> answer =
            city.client()
                .send(
                    HttpRequest.newBuilder(at(engine, "/oauth2/token"))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                    BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IOException("no token: " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).get("access_token").asText();
      }
    }
    throw new IOException("no source " + source);
  }

  private URI at(int engine, String path) {
    return URI.create("http://127.0.0.1:" + city.engines.get(engine).port + path);
  }

  /** The same text each time that a batch is sent. */
  private String body(List<Sent> batch) {
    List<String> rows = new ArrayList<>();
    String at = begun.toString();
    for (Sent fact : batch) {
      rows.add(
          """
          {"key": "%s", "person": {"reference": "%s"}, "division": "440305", "fact": %s,
           "happenedAt": "%s", "place": "a market", "document": "sheet 1"}\
          """
              .formatted(fact.key, city.crowd.person(fact.number).text(), fact.step.json(at), at));
    }
    return "{\"facts\": [" + String.join(", ", rows) + "]}";
  }

  private void read(List<Sent> batch, String body) throws IOException {
    JsonNode rows = JSON.readTree(body).get("rows");
    for (int i = 0; i < batch.size(); i++) {
      Sent fact = batch.get(i);
      String outcome = rows.get(i).get("outcome").asText();
      if (!outcome.equals("stored") && !outcome.equals("repeated")) {
        findings.violated("the fact " + fact.key + " was not taken: " + rows.get(i));
        continue;
      }
      var _ = acknowledged.add(fact.key);
      if (fact.step.colour != Colour.GREEN) {
        city.crowd.acknowledged(fact.number, fact.step.colour);
      }
    }
  }

  /** Sends nothing new, and waits until everything that was sent is acknowledged. */
  void finish(Duration patience) throws InterruptedException {
    stopped.countDown();
    if (!thread.join(patience)) {
      findings.violated("facts are not acknowledged %s after the last fault".formatted(patience));
    }
  }

  /** Sends nothing any more, not even what was not acknowledged. */
  @Override
  public void close() {
    closed = true;
    stopped.countDown();
  }

  /** Every key that was sent. */
  Set<String> sent() {
    return Set.copyOf(sent);
  }

  /** Every key that was acknowledged. */
  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  /** How often a batch was sent, the first time and again. */
  long attempts() {
    return attempts.get();
  }

  /** How often a batch got no 202. */
  long failures() {
    return failures.get();
  }
}
