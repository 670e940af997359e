package io.scangate.verdict;

import io.scangate.credential.Fault;
import io.scangate.health.Colour;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one scan. Immutable.
 *
 * @param colour the colour that was judged by; null where nobody was identified
 * @param basis what it rests on; null where nobody was identified
 * @param asOf the instant up to which the gateway knew everything, in microseconds since 1970; 0
 *     where there is none
 */
public record Verdict(
    Outcome outcome, Reason reason, @Nullable Colour colour, @Nullable Basis basis, long asOf) {

  /** The refusal of a code that was rejected itself. */
  public static Verdict rejected(Fault fault) {
    return new Verdict(Outcome.REFUSE, Reason.of(fault), null, null, 0);
  }

  /** Whether the other verdict tells the bearer the same; how fresh they are may differ. */
  public boolean saysTheSameAs(Verdict other) {
    return outcome == other.outcome
        && reason == other.reason
        && colour == other.colour
        && basis == other.basis;
  }
}
