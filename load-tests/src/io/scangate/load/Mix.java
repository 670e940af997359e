package io.scangate.load;

/**
 * What people show at the doors, as shares of all requests. Immutable. What is left is phones'
 * codes of the colour that they have.
 *
 * @param paper codes on paper, each seen for the first time
 * @param forged codes with a wrong MAC
 * @param expired codes whose time is over
 * @param shows phones that fetch a code, in the place of a scan
 * @param zipf whether people are drawn by Zipf's law, and not evenly
 * @param greenOnly whether only people with green codes come
 */
record Mix(
    double paper, double forged, double expired, double shows, boolean zipf, boolean greenOnly) {
  /** A day at the doors: some forged and expired codes, some paper, regulars who come often. */
  static final Mix STREET = new Mix(0.02, 0.01, 0.01, 0, true, false);

  /** Phones' codes of everybody alike: what a near-cache hit costs, and nothing else. */
  static final Mix PHONES = new Mix(0, 0, 0, 0, false, true);

  /** Codes on paper only, each seen for the first time. */
  static final Mix PAPER = new Mix(1, 0, 0, 0, false, true);

  Mix {
    for (double share : new double[] {paper, forged, expired, shows}) {
      if (share < 0 || share > 1) {
        throw new IllegalArgumentException("a share is from 0 to 1, not " + share);
      }
    }
    if (paper + forged + expired + shows > 1) {
      throw new IllegalArgumentException("the shares are more than 1 together");
    }
  }

  /** The same with this share of phones that fetch a code. */
  Mix showing(double share) {
    return new Mix(paper, forged, expired, share, zipf, greenOnly);
  }
}
