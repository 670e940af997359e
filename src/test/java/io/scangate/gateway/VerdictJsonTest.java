package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.credential.Fault;
import io.scangate.health.Colour;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Language;
import io.scangate.verdict.Outcome;
import io.scangate.verdict.Reason;
import io.scangate.verdict.Verdict;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {
  private final VerdictJson json = new VerdictJson();

  @Test
  void everythingThatAppliesStandsInOrder() {
    Verdict verdict =
        new Verdict(
            Outcome.CHECK, Reason.UNAVAILABLE, Colour.GREEN, Basis.STALE, 1_646_000_000_000_001L);
    assertThat(json.write(verdict, "v7", 0, 0x0123456789abcdefL, -1, Language.ENGLISH).toString())
        .isEqualTo(
            "{\"verdict\":\"CHECK\",\"reason\":\"unavailable\",\"colour\":\"GREEN\","
                + "\"basis\":\"stale\",\"asOf\":\"2022-02-27T22:13:20.000001Z\",\"policy\":\"v7\","
                + "\"scanId\":\"0123456789abcdefffffffffffffffff\",\"advice\":\"Your status cannot"
                + " be checked just now. Please turn to the staff.\"}");
  }

  @Test
  void aFaultHasNoColourBasisOrInstantButMayHaveASkew() {
    assertThat(
            json.write(Verdict.rejected(Fault.EXPIRED), "v7", 45, 0, 0, Language.CHINESE)
                .toString())
        .isEqualTo(
            "{\"verdict\":\"REFUSE\",\"reason\":\"expired\",\"skewSeconds\":45,\"policy\":\"v7\","
                + "\"scanId\":\"00000000000000000000000000000000\",\"advice\":\"此码已过期，请刷新后重试。\"}");
  }

  @Test
  void aNewPolicyIsNamedAtOnce() {
    Verdict verdict = Verdict.rejected(Fault.MALFORMED);
    assertThat(json.write(verdict, "v1", 0, 1, 1, Language.ENGLISH).toString())
        .contains("\"policy\":\"v1\"");
    assertThat(json.write(verdict, "v2", 0, 1, 1, Language.ENGLISH).toString())
        .contains("\"policy\":\"v2\"");
  }

  @Property
  void anInstantIsWrittenToTheMicrosecond(
      @ForAll @LongRange(min = 1, max = 253_402_300_799_999_999L) long micros) {
    assertThat(asOf(json, micros)).isEqualTo(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }

  @Property
  void instantsOfTheSameAndOfOtherSecondsMayTakeTurns(
      @ForAll @Size(max = 50) List<@LongRange(min = 1, max = 9_999_999) Long> instants) {
    VerdictJson writer = new VerdictJson();
    for (long micros : instants) {
      assertThat(asOf(writer, micros)).isEqualTo(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
  }

  private static Instant asOf(VerdictJson writer, long micros) {
    Verdict verdict = new Verdict(Outcome.ADMIT, Reason.GREEN, Colour.GREEN, Basis.LIVE, micros);
    String written = writer.write(verdict, "v", 0, 1, 2, Language.ENGLISH).toString();
    return Instant.parse(new JsonObject(written).getString("asOf"));
  }

  @Test
  void everyReasonHasAdviceInEveryLanguage() {
    for (Reason reason : Reason.values()) {
      for (Language language : Language.values()) {
        Verdict verdict = new Verdict(Outcome.REFUSE, reason, null, null, 0);
        assertThat(
                new JsonObject(json.write(verdict, "v", 0, 1, 2, language).toString())
                    .getString("advice"))
            .isNotBlank();
      }
    }
  }
}
