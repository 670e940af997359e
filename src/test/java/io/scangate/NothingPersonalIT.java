package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is sent of a person, rightly or wrongly, is in no log and in no metric. */
@Timeout(300)
class NothingPersonalIT {
  private static final String NAME = "司马相如";
  private static final String PASSPORT = "G73915284";
  private static final String CARD = "11010519491231002X";
  private static final String WRONG_CARD = "110105194912310021";
  private static final String PHONE = "13955501234";
  private static final List<String> PERSONAL = List.of(NAME, PASSPORT, CARD, WRONG_CARD, PHONE);

  @Test
  void nothingOfAPersonIsLoggedOrCounted(@TempDir Path folder) throws Exception {
    ServedCity city = new ServedCity(folder);
    String counted;
    try (city;
        CityDesk desk = new CityDesk(city)) {
      String person = registeredAtTheCounter(desk);
      registeredOneself(desk);
      soughtAndRead(desk, person);
      namedBySources(desk);
      saidInProcedures(desk);
      sentWhereItDoesNotBelong(desk);
      counted = desk.metrics();
    }
    for (String word : PERSONAL) {
      assertThat(city.told()).as("logs").doesNotContain(word, encoded(word));
      assertThat(counted).as("metrics").doesNotContain(word, encoded(word));
    }
    assertThat(counted).contains("scangate_");
  }

  private static String encoded(String word) {
    return URLEncoder.encode(word, StandardCharsets.UTF_8);
  }

  private static JsonObject form(String type, String number) {
    return new JsonObject()
        .put("name", NAME)
        .put("document", new JsonObject().put("type", type).put("number", number))
        .put("phone", PHONE)
        .put("community", "440305001001")
        .put(
            "declaration", new JsonObject().put("status", "none").put("symptoms", new JsonArray()));
  }

  private static void refused(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isBetween(400, 499);
  }

  private static String registeredAtTheCounter(CityDesk desk) {
    String path = "/counter/registrations";
    JsonObject form = form("passport", PASSPORT);
    JsonObject first = desk.post("community-1", path, form);
    refused(desk.send("community-1", path, form.encode()));
    refused(desk.send("community-1", path, form.copy().put("nickname", NAME).encode()));
    refused(desk.send("community-1", path, form("resident-identity-card", WRONG_CARD).encode()));
    refused(desk.send("community-1", path, form.encode().substring(1)));
    refused(desk.send("auditor-1", path, form.encode()));
    return first.getString("person");
  }

  private static void registeredOneself(CityDesk desk) {
    JsonObject form = form("resident-identity-card", CARD);
    var _ = desk.post("holder-1", "/registrations", form);
    refused(desk.send("holder-1", "/registrations", form.encode()));
    refused(desk.send("holder-1", "/family", form.encode()));
    refused(
        desk.send(
            "holder-1",
            "/identities/0/declarations",
            new JsonObject().put("status", NAME).put("symptoms", new JsonArray()).encode()));
  }

  private static void soughtAndRead(CityDesk desk, String person) {
    JsonObject search =
        new JsonObject()
            .put("document", new JsonObject().put("type", "passport").put("number", PASSPORT))
            .put("purpose", "review 12");
    var _ = desk.post("community-1", "/identities/search", search);
    assertThat(desk.get("community-1", "/people/" + person + "/identity?purpose=review").encode())
        .contains(NAME);
    refused(desk.send("community-1", "/identities/search", search.put("name", NAME).encode()));
  }

  private static void namedBySources(CityDesk desk) {
    JsonObject fact =
        new JsonObject()
            .put("key", "personal-1")
            .put("person", new JsonObject().put("type", "passport").put("number", PASSPORT))
            .put("division", "440305")
            .put("fact", new JsonObject().put("fact", "contact").put("kind", NAME))
            .put("happenedAt", "2022-03-01T08:00:00Z")
            .put("place", "a market")
            .put("document", "tracing 1");
    JsonObject batch = new JsonObject().put("facts", new JsonArray().add(fact));
    assertThat(desk.send("contact-tracing", "/facts", batch.encode()).statusCode()).isLessThan(500);
    refused(desk.send("contact-tracing", "/facts", batch.encode() + NAME));
  }

  private static void saidInProcedures(CityDesk desk) {
    JsonObject application =
        new JsonObject()
            .put("kind", "correction")
            .put("member", 0)
            .put("category", "screening")
            .put("ground", "phone-bound-to-family-plan")
            .put("statement", NAME + " has " + PHONE);
    refused(desk.send("holder-1", "/applications", application.encode()));
    refused(
        desk.send(
            "holder-1", "/reports", new JsonObject().put("member", 0).put("words", NAME).encode()));
    refused(
        desk.send(
            "community-1",
            "/certificates",
            new JsonObject().put("name", NAME).put("document", PASSPORT).encode()));
    refused(
        desk.send("community-1", "/home-releases?division=440305001001&document=" + PHONE, NAME));
  }

  private static void sentWhereItDoesNotBelong(CityDesk desk) {
    refused(desk.send("community-1", "/people/" + encoded(NAME) + "/identity", "{}"));
    refused(desk.send("community-1", "/staff-reads?person=" + PASSPORT, "{}"));
    refused(desk.scan(PASSPORT, NAME));
    String key = desk.find("checkpoints", "kind", "venue").orElseThrow().getString("key");
    assertThat(CityDesk.reason(desk.scan(key, PASSPORT))).isEqualTo("not-a-code");
  }
}
