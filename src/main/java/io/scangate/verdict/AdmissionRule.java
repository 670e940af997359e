package io.scangate.verdict;

import java.time.Duration;
import java.util.Optional;

/**
 * What one kind of checkpoint wants of those who pass. Immutable. GREEN is the only colour that
 * passes anywhere; a rule cannot say otherwise.
 *
 * @param testWithin how recent the sample of the last negative test must be; empty where no test is
 *     wanted
 * @param onStale what a GREEN code gets while the knowledge behind it is stale
 * @param staleFor how long {@code onStale} holds; after that it is {@code onCode}
 * @param onCode what a GREEN code gets when nothing but the code itself is known
 * @param retryWindow how long a scan may be repeated at the same checkpoint without being a re-use
 * @param rate how many scans a second one device may make
 */
public record AdmissionRule(
    Optional<Duration> testWithin,
    Outcome onStale,
    Duration staleFor,
    Outcome onCode,
    Duration retryWindow,
    int rate) {

  /** Refuses what would let more people through the less is known of them. */
  public AdmissionRule {
    if (onCode.isMilderThan(onStale)) {
      throw new IllegalArgumentException(
          "onCode ("
              + onCode
              + ") lets through what onStale ("
              + onStale
              + ") does not; knowing less must not open a door");
    }
    if (testWithin.isPresent() && onCode == Outcome.ADMIT) {
      throw new IllegalArgumentException(
          "onCode cannot be ADMIT where a test is wanted: a code does not carry its holder's"
              + " tests");
    }
    if (rate < 1) {
      throw new IllegalArgumentException("a device may make at least 1 scan a second");
    }
  }
}
