package io.scangate.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The scanners of the city's venues: they scan a code until the door answers by what was told. */
final class Scanner implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI scans;
  private final List<String> keys = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param guide says where the gateway is, and the keys of its scanners
   */
  Scanner(JsonNode guide) {
    scans = URI.create(guide.path("gateway").asText() + "/v1/scans");
    for (JsonNode checkpoint : guide.path("checkpoints")) {
      if (checkpoint.path("kind").asText().equals("venue")) {
        keys.add(checkpoint.path("key").asText());
      }
    }
  }

  /** The colour that the door sees. */
  String colour(String code) throws IOException, InterruptedException {
    String key = keys.get(Math.floorMod(next.getAndIncrement(), keys.size()));
    HttpRequest scan =
        HttpRequest.newBuilder(scans)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(code))
            .build();
    return JSON.readTree(http.send(scan, BodyHandlers.ofString()).body()).path("colour").asText();
  }

  /**
   * Scans until the colour is another one.
   *
   * @return the nanoseconds since then
   */
  long untilNot(String colour, String code, long since) throws IOException, InterruptedException {
    while (colour(code).equals(colour)) {
      if (System.nanoTime() - since > PATIENCE.toNanos()) {
        return Long.MAX_VALUE;
      }
      Thread.sleep(LOOK);
    }
    return System.nanoTime() - since;
  }

  @Override
  public void close() {
    http.close();
  }
}
