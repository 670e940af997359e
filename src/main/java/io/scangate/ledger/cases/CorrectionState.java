package io.scangate.ledger.cases;

import java.util.Arrays;
import java.util.Locale;

/** Where an application for a correction or a manual review stands: whom it waits for. */
public enum CorrectionState {
  /** For the community. */
  APPLIED,
  /** For the town or street command. */
  REPORTED,
  /** For the district command. */
  REVIEWED,
  /** For the audit of the district's prevention and control group. */
  SUBMITTED,
  /** For the test that the community organizes. */
  AUDITED,
  /** For the conversion by the district command. */
  TESTED,
  /** For nobody: it is converted. */
  CONVERTED,
  /** For nobody, unless the applicant appeals. */
  REFUSED,
  /** For a government's reconsideration. */
  APPEALED,
  /** For nobody: the refusal was upheld. */
  UPHELD,
  /** For nobody: the applicant took it back. */
  WITHDRAWN;

  /** The word in the table, in answers and in parameters. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether somebody is waited for. */
  public boolean isOpen() {
    return switch (this) {
      case APPLIED, REPORTED, REVIEWED, SUBMITTED, AUDITED, TESTED, APPEALED -> true;
      case CONVERTED, REFUSED, UPHELD, WITHDRAWN -> false;
    };
  }

  /**
   * The state of a word.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static CorrectionState of(String word) {
    return Arrays.stream(values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no state is " + word));
  }
}
