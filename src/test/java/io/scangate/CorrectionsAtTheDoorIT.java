package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.Papers;
import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.Loop;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who was found by screening has the code corrected, in a running city, at its door. */
@Timeout(300)
class CorrectionsAtTheDoorIT {
  private static final JsonObject FANG =
      new JsonObject().put("type", "resident-identity-card").put("number", "11010519491231002X");
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final Vertx VERTX = Vertx.vertx();
  private static final Queue<JsonObject> TOLD = new ConcurrentLinkedQueue<>();
  private static ServedCity city;
  private static CityDesk desk;
  private static String session;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    HttpServer receiver =
        Loop.join(
            VERTX
                .createHttpServer()
                .requestHandler(CorrectionsAtTheDoorIT::receive)
                .listen(0, "127.0.0.1"));
    Path secret = Files.writeString(folder.resolve("secret"), "a secret of the city");
    city =
        new ServedCity(
            folder,
            FreePorts.next(),
            "casework: {notices: {webhook: {url: \"http://127.0.0.1:%d/\", secret-file: %s}}}"
                .formatted(receiver.actualPort(), secret));
    desk = new CityDesk(city);
    var _ =
        desk.post(
            "holder-1",
            "/registrations",
            new JsonObject()
                .put("name", "王芳")
                .put("document", FANG)
                .put("phone", "13800138000")
                .put("community", "440305001001")
                .put(
                    "declaration",
                    new JsonObject().put("status", "none").put("symptoms", new JsonArray())));
    session = desk.post("holder-1", "/session", new JsonObject()).getString("token");
    awaitReason(session, "green");
  }

  private static void receive(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              TOLD.add(body.toJsonObject());
              var _ = request.response().end();
            });
  }

  /** Within the bound the holder is told so. */
  private static void awaitTold(String words) {
    Await.until(
        "the holder is told: " + words,
        Duration.ofSeconds(5),
        () -> TOLD.stream().anyMatch(notice -> notice.getString("en").contains(words)));
  }

  @BeforeEach
  void nobodyIsToldYet() {
    TOLD.clear();
  }

  @AfterAll
  static void stop() {
    desk.close();
    city.close();
    Loop.join(VERTX.close());
  }

  private static void isNegative(Duration ago) {
    desk.reports(
        "laboratory",
        FANG,
        new JsonObject()
            .put("fact", "test")
            .put("sampledAt", Instant.now().minus(ago).toString())
            .put("result", "negative"));
  }

  private static void awaitReason(String session, String reason) {
    Await.until("the door says " + reason, BOUND, () -> desk.reasonOfShown(session).equals(reason));
  }

  private static JsonObject answer(boolean granted) {
    return new JsonObject().put("granted", granted).put("note", granted ? "seen" : "not so");
  }

  private static void answers(String client, String number, String step, JsonObject answer) {
    var _ = desk.post(client, "/corrections/" + number + "/" + step, answer);
  }

  private static void grants(String client, String number, String step) {
    answers(client, number, step, answer(true));
  }

  /** Telecom screening finds her, and the door refuses her. */
  private static void isScreened() {
    desk.reports(
        "telecom-screening",
        FANG,
        new JsonObject().put("fact", "screening").put("source", "telecom"));
    awaitReason(session, "yellow");
  }

  /** She applies, and shows a paper. */
  private static String applies(String kind, String ground) {
    String number =
        desk.post(
                "holder-1",
                "/applications",
                new JsonObject()
                    .put("kind", kind)
                    .put("member", 0)
                    .put("category", "screening")
                    .put("ground", ground)
                    .put("statement", "My sister travelled with a phone of our plan."))
            .getLong("number")
            .toString();
    var _ =
        desk.post(
            "holder-1", "/applications/" + number + "/evidence", "application/pdf", Papers.pdf());
    return number;
  }

  /** The test that the community organizes, and the conversion: only then the door admits her. */
  private static void isTestedAndConverted(String number) {
    isNegative(Duration.ZERO);
    grants("community-2", number, "test");
    assertThat(desk.reasonOfShown(session)).isEqualTo("yellow");
    grants("district-command-2", number, "conversion");
    awaitReason(session, "green");
  }

  @Test
  void theDoorFollowsEveryStepOfACorrection() {
    isScreened();
    awaitTold("is yellow now");
    JsonObject why = desk.get("holder-1", "/why?lang=en");
    assertThat(why.getString("colour")).isEqualTo("YELLOW");
    assertThat(why.getJsonArray("grounds").getJsonObject(0).getString("category"))
        .isEqualTo("screening");
    var _ =
        desk.post(
            "holder-1",
            "/reports",
            new JsonObject().put("member", 0).put("words", "I am at home and well."));
    assertThat(desk.get("community-1", "/reports?division=440305001001&purpose=round").encode())
        .contains("I am at home and well.");
    isNegative(Duration.ofHours(3));
    String number = applies("correction", "phone-bound-to-family-plan");
    grants("community-1", number, "report");
    grants("town-command-1", number, "review");
    grants("district-command-1", number, "submission");
    grants("district-group-1", number, "audit");
    isTestedAndConverted(number);
    awaitTold("is green now");
    assertThat(TOLD).allMatch(notice -> notice.getString("phone").equals("13800138000"));
    JsonObject own = desk.get("holder-1", "/applications/" + number + "?lang=en");
    assertThat(own.getString("words")).startsWith("Converted.");
  }

  @Test
  void theDoorFollowsAManualReview() {
    isScreened();
    String number = applies("manual-review", "identity-or-phone-wrong");
    JsonObject checked =
        new JsonObject().put("name", true).put("phone", false).put("document", true);
    answers("community-1", number, "report", answer(true).put("checked", checked));
    grants("town-command-1", number, "review");
    grants("district-command-1", number, "submission");
    grants("district-group-1", number, "audit");
    isTestedAndConverted(number);
  }

  @Test
  void theDoorFollowsAReconsideration() {
    isScreened();
    isNegative(Duration.ofHours(3));
    String number = applies("correction", "phone-bound-to-family-plan");
    answers("community-1", number, "report", answer(false));
    assertThat(desk.reasonOfShown(session)).isEqualTo("yellow");
    var _ =
        desk.post(
            "holder-1",
            "/applications/" + number + "/appeal",
            new JsonObject().put("statement", "It is not so."));
    answers("government-2", number, "reconsideration", answer(true).put("document", "decision 4"));
    isTestedAndConverted(number);
  }
}
