package io.scangate.engine.lists;

/**
 * The numbers by which gateways order lists. The number of the ledger says what stands in a list,
 * so a list of a number is the same list whoever publishes it, and how often. A ledger that was
 * restored counts anew from an earlier number, so its incarnation stands before: it wins over all
 * that was published.
 *
 * <pre>
 *   incarnation + 1: 9 bits | number in the ledger: 44 bits
 * </pre>
 *
 * <p>Lists that were numbered by milliseconds, as those of keys still are, lie below.
 */
final class ListNumbers {
  private static final int BITS = 44;

  private ListNumbers() {}

  /** Below every number of an incarnation, but for its list without a change. */
  static long base(int incarnation) {
    return (incarnation + 1L) << BITS;
  }

  /** As gateways see a number of the ledger. */
  static long of(int incarnation, long number) {
    if (number < 0 || number >= 1L << BITS) {
      throw new IllegalArgumentException("a list has no number " + number);
    }
    return base(incarnation) + number;
  }

  /** The number in the ledger of one that gateways see. */
  static long inLedger(long number) {
    return number & ((1L << BITS) - 1);
  }
}
