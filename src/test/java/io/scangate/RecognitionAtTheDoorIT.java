package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two running cities: a code of Shanghai at a door of Shenzhen. */
@Timeout(420)
class RecognitionAtTheDoorIT {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final String HOLDER = "holder-1";

  @Test
  void aCodeOfTheOtherCityOpensInItsColourAndWhileItsKeyIsTrusted(@TempDir Path folder)
      throws Exception {
    int here = FreePorts.next();
    int there = FreePorts.next();
    Path shenzhen = Files.createDirectory(folder.resolve("shenzhen"));
    Path shanghai = Files.createDirectory(folder.resolve("shanghai"));
    CompletableFuture<ServedCity> starting =
        CompletableFuture.supplyAsync(() -> city(shanghai, "3101", there, "4403", here));
    try (ServedCity one = city(shenzhen, "4403", here, "3101", there);
        ServedCity other = starting.join();
        CityDesk desk = new CityDesk(one);
        CityDesk away = new CityDesk(other)) {
      String key = trust(desk, other);
      var _ = trust(away, one);
      var _ = desk.post(HOLDER, "/registrations", registration("440305001001"));
      var _ = away.post(HOLDER, "/registrations", registration("310105001001"));
      JsonObject form = new JsonObject().put("city", "4403").put("consent", true).put("days", 30);
      String code = away.post(HOLDER, "/identities/0/recognition-codes", form).getString("code");
      await(desk, code, "unavailable", BOUND);
      var _ =
          desk.post(
              HOLDER,
              "/identities/0/recognitions",
              new JsonObject().put("code", code).put("consent", true));
      await(desk, code, "green", BOUND);
      var _ =
          away.post(
              HOLDER,
              "/identities/0/declarations",
              new JsonObject().put("status", "suspected").put("symptoms", new JsonArray()));
      // Asked for every half second, then within the bound.
      await(desk, code, "red", BOUND.plusSeconds(2));
      assertThat(
              desk.get(HOLDER, "/identities/0/recognitions")
                  .getJsonArray("recognitions")
                  .getJsonObject(0)
                  .getString("colour"))
          .isEqualTo("RED");
      var _ =
          desk.post(
              "administrator-1", key + "/withdrawal", new JsonObject().put("reason", "leaked"));
      await(desk, code, "unknown-issuer", BOUND);
    }
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
        .put("document", new JsonObject().put("type", "passport").put("number", "E48151623"))
        .put("phone", "13800138000")
        .put("community", community)
        .put(
            "declaration", new JsonObject().put("status", "none").put("symptoms", new JsonArray()));
  }

  private static void await(CityDesk desk, String code, String reason, Duration within) {
    Await.until("the door says " + reason, within, () -> desk.reason(code).equals(reason));
  }
}
