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
  /** {@link #says} is below this. */
  public static final int SAYINGS = 1 << 12;

  /** The refusal of a code that was rejected itself. */
  public static Verdict rejected(Fault fault) {
    return new Verdict(Outcome.REFUSE, Reason.of(fault), null, null, 0);
  }

  /**
   * What it tells the bearer, as one number from 0: two verdicts of the same number differ at most
   * in how fresh they are.
   */
  public int says() {
    int on = colour == null ? 7 : colour.wire();
    int by = basis == null ? 0 : basis.wire();
    return ((outcome.wire() << 5 | reason.wire()) << 3 | on) << 2 | by;
  }
}
