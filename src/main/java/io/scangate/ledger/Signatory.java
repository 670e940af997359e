package io.scangate.ledger;

import java.util.Locale;

/** Who signs a step of a chain that takes several people. */
public final class Signatory {
  private Signatory() {}

  /** Whether two names are one person: a name in other letters is no second one. */
  public static boolean isSame(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }
}
