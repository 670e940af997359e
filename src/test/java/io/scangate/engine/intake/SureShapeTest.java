package io.scangate.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SureShapeTest {
  private static final String ROW =
      """
      {"key": "2022-0301-000017", "division": "440305", "happenedAt": "2022-03-01T08:12:00+08:00",
       "place": "华强北", "document": "sheet 4", "authority": "Laboratory",
       "person": {"document": {"type": "resident-identity-card", "number": "11010519491231002X"}}}
      """;

  private static final Vertx VERTX = Vertx.vertx();
  private static Contract contract;

  @BeforeAll
  static void load() throws Exception {
    contract =
        Contract.load(VERTX).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() throws Exception {
    var _ = VERTX.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Map<String, Object> row(String fact) {
    Map<String, Object> row = new LinkedHashMap<>(plain(new JsonObject(ROW)));
    row.put("fact", plain(new JsonObject(fact)));
    return row;
  }

  private static Map<String, Object> plain(JsonObject object) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (String name : object.fieldNames()) {
      map.put(
          name,
          switch (object.getValue(name)) {
            case JsonObject inner -> plain(inner);
            case JsonArray list -> new ArrayList<Object>(list.getList());
            case Object value -> value;
          });
    }
    return map;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'fact': 'registered', 'community': '440305001002'}",
        "{'fact': 'residence', 'community': '440305001002'}",
        "{'fact': 'diagnosis', 'status': 'confirmed'}",
        "{'fact': 'hospital', 'event': 'discharged'}",
        "{'fact': 'contact', 'kind': 'spatiotemporal', 'confined': true}",
        "{'fact': 'entry', 'country': 'France'}",
        "{'fact': 'area', 'level': 'special', 'lastExposure': '2022-03-01T08:12:00Z'}",
        "{'fact': 'screening', 'source': 'telecom'}",
        "{'fact': 'isolation', 'event': 'started', 'setting': 'home'}",
        "{'fact': 'test', 'sampledAt': '2022-03-01T08:12:00.123456Z', 'result': 'negative'}",
        "{'fact': 'declaration', 'symptoms': ['fever', 'cough'], 'status': 'none'}",
        "{'fact': 'assignment', 'province': '11', 'colour': 'RED'}",
        "{'fact': 'assignment-lifted', 'province': '11'}"
      })
  void whatSourcesSendIsKnownAtOnce(String fact) {
    Map<String, Object> row = row(fact.replace('\'', '"'));
    assertThat(contract.isSurelyRow(row)).isTrue();
    assertThat(contract.faultByValidator(row)).isEmpty();
  }

  @Test
  void whatIsAcceptedAtOnceTheValidatorAcceptsToo() {
    Random random = new Random(7);
    int accepted = 0;
    for (int i = 0; i < 4_000; i++) {
      Map<String, Object> row =
          row("{\"fact\":\"test\",\"sampledAt\":\"2022-03-01T08:12:00Z\",\"result\":\"negative\"}");
      spoil(row, random);
      if (contract.isSurelyRow(row)) {
        accepted++;
        assertThat(contract.faultByValidator(row)).as("%s", row).isEmpty();
      }
    }
    assertThat(accepted).isBetween(100, 3_500);
  }

  @Test
  void aKeywordThatIsNotKnownAcceptsNothing() {
    assertThat(SureShape.of(new JsonObject().put("type", "string")).surelyHas("a")).isTrue();
    assertThat(
            SureShape.of(new JsonObject().put("type", "string").put("contentEncoding", "base64"))
                .surelyHas("a"))
        .isFalse();
  }

  /** Changes something somewhere in it. */
  @SuppressWarnings("unchecked")
  private static void spoil(Map<String, Object> object, Random random) {
    List<String> names = new ArrayList<>(object.keySet());
    String name = names.get(random.nextInt(names.size()));
    if (object.get(name) instanceof Map<?, ?> inner && random.nextInt(3) > 0) {
      spoil((Map<String, Object>) inner, random);
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.put(name, value(random));
      case 2 ->
          object.put(
              List.of("reference", "place", "x", "country").get(random.nextInt(4)), value(random));
      default -> object.put(name, String.valueOf(object.get(name)) + value(random));
    }
  }

  private static Object value(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> 17;
      case 1 -> true;
      case 2 -> List.of("fever");
      case 3 -> Map.of("type", "passport", "number", "E1");
      case 4 -> "";
      case 5 -> "\n";
      case 6 -> "0123456789abcdef";
      case 7 -> "𠮷".repeat(random.nextInt(220));
      case 8 -> "2022-03-01T08:1" + random.nextInt(10) + ":00Z";
      default -> "4403";
    };
  }
}
