package io.scangate.health;

/**
 * The pseudonymous reference of a person: 64 random bits that say nothing about them. Immutable.
 *
 * <p>{@link #toString} hides the number, so that a reference does not reach a log by accident;
 * {@link #text} is for the places where staff ask for it.
 */
public record PersonRef(long value) {
  /**
   * The partition that this person belongs to: the reference, unsigned, modulo the number of
   * partitions.
   *
   * @param partitions how many partitions the installation has, at least 1
   */
  public int partition(int partitions) {
    return partition(value, partitions);
  }

  /**
   * The partition of a reference that is not boxed in a {@code PersonRef}; see {@link
   * #partition(int)}.
   */
  public static int partition(long reference, int partitions) {
    return (int) Long.remainderUnsigned(reference, partitions);
  }

  /** The reference as 16 hexadecimal digits. */
  public String text() {
    return String.format("%016x", value);
  }

  /** Reads what {@link #text} wrote. */
  public static PersonRef of(String text) {
    if (text.length() != 16) {
      throw new IllegalArgumentException("a person reference has 16 hexadecimal digits");
    }
    return new PersonRef(Long.parseUnsignedLong(text, 16));
  }

  @Override
  public String toString() {
    return "PersonRef[***]";
  }
}
