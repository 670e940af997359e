package io.scangate.health;

/**
 * What a gateway knows about the code of one person. Immutable.
 *
 * @param person the reference ({@link PersonRef#value}) this status belongs to; a reader compares
 *     it with the one it asked for
 * @param version rises by one with every change of this person's code; its top byte is the ledger's
 *     incarnation, so versions compare as unsigned numbers
 * @param colour the colour decided
 * @param decidedAt when it was decided, in seconds since 1970 (0 to 2^32-1)
 * @param lastNegative when the last negative test was sampled, in minutes since 1970 (1 to 2^32-1);
 *     0 for never
 * @param registered whether the person has registered for a code
 * @param withdrawn whether the code was withdrawn (erasure, death, departure)
 */
public record CodeStatus(
    long person,
    long version,
    Colour colour,
    long decidedAt,
    long lastNegative,
    boolean registered,
    boolean withdrawn) {

  /** Whether this status was decided later than the other one of the same person. */
  public boolean isNewerThan(CodeStatus other) {
    return Long.compareUnsigned(version, other.version) > 0;
  }

  @Override
  public String toString() {
    return "CodeStatus[person=***, version=%d, colour=%s]".formatted(version, colour);
  }
}
