package io.scangate.casework.who;

import io.scangate.health.Division;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody is, by the word in the claim of their token. A role counts only where the token's
 * division has as many digits as belong to it (GB/T 2260), so that no village acts for a province
 * because an issuer was set up wrongly.
 */
public enum Role {
  /** Somebody with a code; acts for themselves and the family that they have registered. */
  HOLDER(),
  /** Applies for those who work there. */
  EMPLOYER(6, 9, 12),
  /** Keeps people in centralized isolation. */
  ISOLATION_POINT(6, 9, 12),
  /** A village or community. */
  COMMUNITY(12),
  /** The epidemic-prevention command of a town or street. */
  TOWN_COMMAND(9),
  /** The epidemic-prevention command of a district. */
  DISTRICT_COMMAND(6),
  /** The prevention and control group of a district, which audits. */
  DISTRICT_GROUP(6),
  MUNICIPALITY(4),
  /** The government of a county or district, a city or a province, which orders measures. */
  GOVERNMENT(2, 4, 6),
  LABORATORY(4, 6, 9, 12),
  /** Runs checkpoints at venues. */
  CHECKPOINT_OPERATOR(4, 6, 9, 12),
  /** Reads what others did, and changes nothing. */
  AUDITOR(2, 4, 6),
  /** Runs the installation, and decides about nobody's code. */
  ADMINISTRATOR(4);

  @SuppressWarnings("ImmutableEnumChecker") // Of Set.of, which nothing changes.
  private final Set<Integer> digits;

  Role(Integer... digits) {
    this.digits = Set.of(digits);
  }

  /** The word in tokens, tables and problems. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How many digits its division may have, in rising order; nothing where it has none. */
  public List<Integer> digits() {
    return digits.stream().sorted().toList();
  }

  /** Whether it can be held there. */
  boolean isHeldIn(Optional<Division> division) {
    return digits.isEmpty()
        || division.map(it -> digits.contains(it.code().length())).orElse(false);
  }

  /** The role of a word. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
