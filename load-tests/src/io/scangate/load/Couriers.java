package io.scangate.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.scangate.load.DayOfFacts.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings facts to the intake as their sources do: signed in, as streams of lines. Shared. */
final class Couriers implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI intake;
  private final URI issuer;
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private volatile Map<String, String> tokens = Map.of();

  /**
   * @param guide says where the intake is, and what the sources sign in with
   */
  Couriers(JsonNode guide) {
    intake = URI.create(guide.path("intake").asText());
    issuer = URI.create(guide.path("token").asText());
    for (JsonNode source : guide.path("sources")) {
      secrets.put(source.path("client").asText(), source.path("secret").asText());
    }
  }

  /**
   * What one source sends in one request.
   *
   * @param body its lines
   */
  record Parcel(String source, String body, int rows) {}

  /** Packs what each source sends, so many rows a parcel. */
  static List<Parcel> pack(List<Sent> facts, int most) {
    Map<String, List<Sent>> bySource = new LinkedHashMap<>();
    facts.forEach(it -> bySource.computeIfAbsent(it.source(), s -> new ArrayList<>()).add(it));
    List<Parcel> parcels = new ArrayList<>();
    bySource.forEach(
        (source, sent) -> {
          for (int from = 0; from < sent.size(); from += most) {
            List<Sent> some = sent.subList(from, Math.min(sent.size(), from + most));
            StringBuilder lines = new StringBuilder();
            some.forEach(it -> lines.append(it.row()));
            parcels.add(new Parcel(source, lines.toString(), some.size()));
          }
        });
    return parcels;
  }

  /** Fetches a token for each source. */
  void signIn() throws IOException, InterruptedException {
    Map<String, String> fetched = new LinkedHashMap<>();
    for (Map.Entry<String, String> source : secrets.entrySet()) {
      HttpRequest ask =
          HttpRequest.newBuilder(issuer)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  BodyPublishers.ofString(
                      "grant_type=client_credentials&client_id=%s&client_secret=%s"
                          .formatted(source.getKey(), source.getValue())))
              .build();
      String answer = http.send(ask, BodyHandlers.ofString()).body();
      fetched.put(source.getKey(), JSON.readTree(answer).path("access_token").asText());
    }
    tokens = fetched;
  }

  /** Brings a parcel; returns when all of it is committed, and throws where any of it is not. */
  void bring(Parcel parcel) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(intake)
            .header("Authorization", "Bearer " + tokens.get(parcel.source()))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(parcel.body()))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    String answer = response.body().stripTrailing();
    JsonNode last = JSON.readTree(answer.substring(answer.lastIndexOf('\n') + 1));
    if (response.statusCode() != 202
        || !last.path("end").asBoolean()
        || last.path("stored").asInt() != parcel.rows()) {
      throw new IOException("a parcel of " + parcel.source() + " was not taken: " + answer);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
