package io.scangate.verdict;

import io.scangate.health.Division;
import java.util.regex.Pattern;

/**
 * A door or gate at which codes are scanned. Immutable.
 *
 * @param id its name in the scan log, unique in the installation
 * @param site the building or station that it belongs to; a code used at one site is not used again
 *     at another
 * @param kind the kind of place, a name of the admission rules
 * @param division where it stands
 */
public record Checkpoint(String id, String site, String kind, Division division) {
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z._-]{1,64}");

  /** Refuses names that are not 1 to 64 ASCII letters, digits, dots, hyphens and underscores. */
  public Checkpoint {
    checkName("id", id);
    checkName("site", site);
    checkName("kind", kind);
  }

  private static void checkName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " of a checkpoint has 1 to 64 letters, digits, dots, hyphens and underscores, not '"
              + name
              + "'");
    }
  }
}
