package io.scangate.casework.certificates;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What staff saw at the counter. Immutable; prints nothing of it.
 *
 * @param name on the identity card
 * @param vaccination the word of the status
 * @param vaccinatedOn the day of the last dose
 * @param negative whether the test was
 * @param report the number of the laboratory's report
 * @param temperature in degrees Celsius, to a tenth
 */
record CounterCheck(
    String name,
    String vaccination,
    Optional<LocalDate> vaccinatedOn,
    Instant sampledAt,
    boolean negative,
    String report,
    BigDecimal temperature) {
  /**
   * Reads a form that is of the shape of the document.
   *
   * @throws java.time.DateTimeException where a day or an instant is none
   */
  static CounterCheck read(JsonObject form) {
    JsonObject vaccination = form.getJsonObject("vaccination");
    JsonObject test = form.getJsonObject("test");
    return new CounterCheck(
        form.getString("name").strip(),
        vaccination.getString("status"),
        Optional.ofNullable(vaccination.getString("lastOn")).map(LocalDate::parse),
        Instant.parse(test.getString("sampledAt")),
        test.getString("result").equals("negative"),
        test.getString("report"),
        BigDecimal.valueOf(form.getDouble("temperature")).setScale(1, RoundingMode.HALF_UP));
  }

  /** As it is kept and told, without the name, which is kept elsewhere. */
  JsonObject json() {
    JsonObject shot = new JsonObject().put("status", vaccination);
    vaccinatedOn.ifPresent(day -> shot.put("lastOn", day.toString()));
    return new JsonObject()
        .put("vaccination", shot)
        .put(
            "test",
            new JsonObject()
                .put("sampledAt", sampledAt.toString())
                .put("result", negative ? "negative" : "positive")
                .put("report", report))
        .put("temperature", temperature.doubleValue());
  }

  @Override
  public String toString() {
    return "CounterCheck[***]";
  }
}
