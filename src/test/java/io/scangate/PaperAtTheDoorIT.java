package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.qr.PrintedCode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A certificate on paper, from the counter to the door of a running city. */
@Timeout(300)
class PaperAtTheDoorIT {
  private static final Duration BOUND = Duration.ofSeconds(2);
  private static final String CLERK = "community-1";
  private static final JsonObject DOCUMENT =
      new JsonObject().put("type", "passport").put("number", "E48151623");

  @Test
  void aPaperOpensUntilItsHolderTurnsOrItIsRevoked(@TempDir Path folder) throws Exception {
    try (ServedCity city = new ServedCity(folder);
        CityDesk desk = new CityDesk(city)) {
      String person =
          desk.post(CLERK, "/counter/registrations", registration()).getString("person");
      String first = issue(desk);
      String paper = print(desk, first);
      await(desk, paper, "green");
      assertThat(print(desk, first)).isEqualTo(paper);
      var _ = desk.post(CLERK, first + "/revocation", new JsonObject().put("reason", "lost"));
      await(desk, paper, "revoked");
      String next = print(desk, issue(desk));
      await(desk, next, "green");
      assertThat(desk.reason(paper)).isEqualTo("revoked");
      var _ = desk.post("contact-tracing", "/facts", contact(person));
      await(desk, next, "red");
    }
  }

  private static JsonObject registration() {
    return new JsonObject()
        .put("name", "欧阳淑芬")
        .put("document", DOCUMENT)
        .put("community", "440305001001")
        .put(
            "declaration", new JsonObject().put("status", "none").put("symptoms", new JsonArray()));
  }

  private static String issue(CityDesk desk) {
    Instant sampled = Instant.now().minusSeconds(7_200).truncatedTo(ChronoUnit.SECONDS);
    JsonObject form =
        new JsonObject()
            .put("document", DOCUMENT)
            .put("name", "欧阳淑芬")
            .put("vaccination", new JsonObject().put("status", "none"))
            .put(
                "test",
                new JsonObject()
                    .put("sampledAt", sampled.toString())
                    .put("result", "negative")
                    .put("report", "lab 3-1127"))
            .put("temperature", 36.4)
            .put("days", 90);
    return "/certificates/" + desk.post(CLERK, "/certificates", form).getLong("number");
  }

  private static String print(CityDesk desk, String certificate) {
    return PrintedCode.of(
        desk.file(CLERK, certificate + "/prints", new JsonObject().put("purpose", "handed out")));
  }

  private static JsonObject contact(String person) {
    return new JsonObject()
        .put(
            "facts",
            new JsonArray()
                .add(
                    new JsonObject()
                        .put("key", "paper-1")
                        .put("person", new JsonObject().put("reference", person))
                        .put("division", "440305")
                        .put("fact", new JsonObject().put("fact", "contact").put("kind", "close"))
                        .put("happenedAt", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("place", "a market")
                        .put("document", "tracing 1")));
  }

  private static void await(CityDesk desk, String code, String reason) {
    Await.until("the door says " + reason, BOUND, () -> desk.reason(code).equals(reason));
  }
}
