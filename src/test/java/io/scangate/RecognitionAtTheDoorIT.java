package io.scangate;

import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two running cities: a code of Shenzhen at a door of Shanghai. */
@Timeout(420)
class RecognitionAtTheDoorIT {
  private static final Duration BOUND = Duration.ofSeconds(2);

  /** Asked for every half second and brought every second, then within the bound. */
  private static final Duration TOLD = BOUND.plusSeconds(3);

  private static final String HOLDER = "holder-1";
  private static final JsonObject DOCUMENT =
      new JsonObject().put("type", "passport").put("number", "E48151623");
  private static final JsonObject YES = new JsonObject().put("yes", true).put("note", "looked at");

  @Test
  void aCodeOfTheOtherCityOpensInItsColourAndWhileItsKeyIsTrusted(@TempDir Path folder)
      throws Exception {
    int here = FreePorts.next();
    int there = FreePorts.next();
    Path shenzhen = Files.createDirectory(folder.resolve("shenzhen"));
    Path shanghai = Files.createDirectory(folder.resolve("shanghai"));
    CompletableFuture<ServedCity> starting =
        CompletableFuture.supplyAsync(() -> city(shenzhen, "4403", there, "3101", here));
    try (ServedCity door = city(shanghai, "3101", here, "4403", there);
        ServedCity owner = starting.join();
        CityDesk desk = new CityDesk(door);
        CityDesk away = new CityDesk(owner)) {
      String key = trust(desk, owner);
      var _ = trust(away, door);
      var _ = desk.post(HOLDER, "/registrations", registration("310105001001"));
      var _ = away.post(HOLDER, "/registrations", registration("440305001001"));
      JsonObject form = new JsonObject().put("city", "3101").put("consent", true).put("days", 30);
      String code = away.post(HOLDER, "/identities/0/recognition-codes", form).getString("code");
      await(desk, code, "unavailable", BOUND);
      String recognition = "/identities/0/recognitions";
      recognition +=
          "/"
              + desk.post(
                      HOLDER, recognition, new JsonObject().put("code", code).put("consent", true))
                  .getLong("number");
      await(desk, code, "green", BOUND);
      String person =
          away.post(
                  "community-1",
                  "/identities/search",
                  new JsonObject().put("document", DOCUMENT).put("purpose", "a call"))
              .getString("person");
      var _ = away.post("hospital", "/facts", diagnosis(person, "suspected"));
      await(desk, code, "red", TOLD);
      isReleased(desk, away, recognition, person);
      await(desk, code, "green", TOLD);
      var _ =
          desk.post(
              "administrator-1", key + "/withdrawal", new JsonObject().put("reason", "leaked"));
      await(desk, code, "unknown-issuer", BOUND);
    }
  }

  /** Asked for here, forwarded, received there, looked at by two people, and answered. */
  private static void isReleased(CityDesk desk, CityDesk away, String recognition, String person) {
    JsonObject asked =
        desk.post(
            HOLDER, recognition + "/releases", new JsonObject().put("ground", "it was ruled out"));
    long request = asked.getJsonArray("releases").getJsonObject(0).getLong("number");
    var _ = desk.post("community-1", "/release-requests/" + request + "/forwarding", YES);
    String list = "/asked-releases?division=440305001001";
    Await.until(
        "the other city has it",
        TOLD,
        () -> !away.get("community-1", list).getJsonArray("releases").isEmpty());
    String release =
        "/asked-releases/"
            + away.get("community-1", list)
                .getJsonArray("releases")
                .getJsonObject(0)
                .getLong("number");
    var _ = away.post("community-1", release + "/opinion", YES);
    var _ = away.post("hospital", "/facts", diagnosis(person, "ruled-out"));
    var _ = away.post("district-command-1", release + "/decision", YES);
    Await.until(
        "the holder is told",
        TOLD,
        () ->
            desk.get(HOLDER, "/identities/0/recognitions")
                .encode()
                .contains("\"status\":\"released\""));
  }

  private static JsonObject diagnosis(String person, String status) {
    return new JsonObject()
        .put(
            "facts",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("key", status + "-1")
                        .put("person", new JsonObject().put("reference", person))
                        .put("division", "440305")
                        .put(
                            "fact", new JsonObject().put("fact", "diagnosis").put("status", status))
                        .put("happenedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("place", "a clinic")
                        .put("document", "sheet 1")));
  }

  private static ServedCity city(Path folder, String city, int engine, String peer, int at) {
    try {
      return new ServedCity(
          folder,
          engine,
          """
          city: "%s"
          casework: {recognition: {refresh: PT0.5S, cities: {"%s": {url: "http://127.0.0.1:%d"}}}}
          """
              .formatted(city, peer, at));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trusts the keys of another city, from its file; the answer names the one of codes. */
  private static String trust(CityDesk desk, ServedCity other) throws Exception {
    JsonObject file =
        new JsonObject(Files.readString(other.data.resolve("keys").resolve("gateway.json")));
    String ofCodes = "";
    for (int i = 0; i < file.getJsonArray("keys").size(); i++) {
      JsonObject key = file.getJsonArray("keys").getJsonObject(i);
      boolean codes = key.getJsonArray("uses").contains("static");
      JsonObject form =
          new JsonObject()
              .put("issuer", file.getString("issuer"))
              .put("signs", codes ? "codes" : "messages")
              .put("algorithm", key.getString("algorithm"))
              .put("public", key.getString("public"))
              .put("from", key.getString("from"))
              .put("until", key.getString("until"))
              .put("document", "letter 1");
      String path =
          "/peer-keys/" + desk.post("administrator-1", "/peer-keys", form).getLong("number");
      var _ =
          desk.post(
              "municipality-1",
              path + "/answer",
              new JsonObject().put("approved", true).put("note", "compared"));
      ofCodes = codes ? path : ofCodes;
    }
    return ofCodes;
  }

  private static JsonObject registration(String community) {
    return new JsonObject()
        .put("name", "王芳")
        .put("document", DOCUMENT)
        .put("phone", "13800138000")
        .put("community", community)
        .put(
            "declaration", new JsonObject().put("status", "none").put("symptoms", new JsonArray()));
  }

  private static void await(CityDesk desk, String code, String reason, Duration within) {
    Await.until("the door says " + reason, within, () -> desk.reason(code).equals(reason));
  }
}
