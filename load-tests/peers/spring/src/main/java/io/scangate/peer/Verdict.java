package io.scangate.peer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.scangate.health.Colour;
import io.scangate.verdict.Advice;
import io.scangate.verdict.Language;
import io.scangate.verdict.Outcome;
import io.scangate.verdict.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer, as Jackson writes it. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Verdict(
    Outcome verdict,
    String reason,
    @Nullable Colour colour,
    @Nullable String basis,
    @Nullable Instant asOf,
    String policy,
    String scanId,
    String advice) {
  private static final Map<Reason, String> ADVICE = advices();

  private static Map<Reason, String> advices() {
    Advice advice = new Advice(Language.CHINESE);
    return new EnumMap<>(
        Arrays.stream(Reason.values()).collect(Collectors.toMap(Function.identity(), advice::on)));
  }

  /** The refusal of a code that was rejected itself. */
  static Verdict rejected(Reason fault, String policy, String scanId) {
    return new Verdict(
        Outcome.REFUSE, fault.text(), null, null, null, policy, scanId, ADVICE.get(fault));
  }

  /** The verdict on somebody who is known. */
  static Verdict of(
      Outcome outcome,
      Reason reason,
      Codes.Known known,
      boolean live,
      String policy,
      String scanId) {
    return new Verdict(
        outcome,
        reason.text(),
        known.colour(),
        live ? "live" : "stale",
        known.asOf(),
        policy,
        scanId,
        ADVICE.get(reason));
  }
}
