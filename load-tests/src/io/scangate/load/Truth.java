package io.scangate.load;

import io.scangate.verdict.Basis;
import io.scangate.verdict.Reason;
import org.jspecify.annotations.Nullable;

/** Says whether an answer is right. Called on the generator's event loop. */
@FunctionalInterface
interface Truth {
  /** Colours do not change: an answer has the reason that was expected when it was sent. */
  Truth STILL = (shot, reason, basis, now) -> reason == shot.expected();

  /**
   * Whether an answer is right.
   *
   * @param now when it came, on the monotonic clock
   */
  boolean holds(Shot shot, Reason reason, @Nullable Basis basis, long now);

  /** What becomes of a request that was answered so. */
  default Fate judge(Shot shot, Reason reason, @Nullable Basis basis, long now) {
    boolean known = basis == null || basis == Basis.LIVE;
    if (!known && reason == Reason.UNAVAILABLE) {
      return Fate.DEGRADED;
    }
    return !holds(shot, reason, basis, now) ? Fate.WRONG : known ? Fate.GOOD : Fate.DEGRADED;
  }
}
