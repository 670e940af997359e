package io.scangate.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many negative tests are wanted and how they may follow each other: M in N with at least I
 * between. Immutable.
 *
 * @param negatives M: how many negative samples, none of them before the last positive one; 0 wants
 *     no test
 * @param interval I: each sample is taken at least this long after the one counted before it
 * @param within N: the last is taken at most this long after the first; null sets no bound
 */
public record Schedule(int negatives, Duration interval, @Nullable Duration within) {
  /** No test is wanted. */
  public static final Schedule NONE = new Schedule(0, Duration.ZERO, null);
}
