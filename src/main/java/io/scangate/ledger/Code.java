package io.scangate.ledger;

import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import java.time.Instant;
import java.util.Optional;

/**
 * The code of a person as the ledger holds it. Immutable.
 *
 * @param version 1 at first, one more with every change that gateways are told; without the
 *     incarnation
 * @param decidedAt when its colour was decided last
 * @param lastNegative when the last negative test was sampled
 * @param nextReview when time alone can change the colour; gateways are not told
 */
public record Code(
    PersonRef person,
    long version,
    Colour colour,
    Instant decidedAt,
    Optional<Instant> lastNegative,
    boolean registered,
    boolean withdrawn,
    Optional<Instant> nextReview) {
  private static final int VERSION_BITS = 56;

  /** Whether gateways see no difference between the two but the version. */
  public boolean looksLike(Code other) {
    return colour == other.colour
        && decidedAt.equals(other.decidedAt)
        && lastNegative.equals(other.lastNegative)
        && registered == other.registered
        && withdrawn == other.withdrawn;
  }

  /** The same withdrawn: gateways say that there is none. */
  public Code withdrawnNow() {
    return new Code(
        person,
        withdrawn ? version : version + 1,
        colour,
        decidedAt,
        lastNegative,
        registered,
        true,
        nextReview);
  }

  /** As gateways are told. */
  public CodeStatus status(int incarnation) {
    return new CodeStatus(
        person.value(),
        publishedVersion(incarnation, version),
        colour,
        decidedAt.getEpochSecond(),
        lastNegative.map(sampled -> sampled.getEpochSecond() / 60).orElse(0L),
        registered,
        withdrawn);
  }

  /** The version that gateways see: the incarnation in the top byte. */
  static long publishedVersion(int incarnation, long version) {
    return (long) incarnation << VERSION_BITS | version;
  }
}
