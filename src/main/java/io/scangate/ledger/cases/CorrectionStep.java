package io.scangate.ledger.cases;

import java.util.Locale;

/**
 * One step of the chain that an application walks. The trigger {@code correction_stepped} holds the
 * same order.
 */
public enum CorrectionStep {
  /** The community looks at evidence and result, and reports it. */
  REPORT(CorrectionState.APPLIED, CorrectionState.REPORTED),
  /** The town or street command reviews it. */
  REVIEW(CorrectionState.REPORTED, CorrectionState.REVIEWED),
  /** The district command submits it to its prevention and control group. */
  SUBMIT(CorrectionState.REVIEWED, CorrectionState.SUBMITTED),
  /** That group audits it. */
  AUDIT(CorrectionState.SUBMITTED, CorrectionState.AUDITED),
  /** The test that the community organized was negative. */
  TEST(CorrectionState.AUDITED, CorrectionState.TESTED),
  /** The district command converts. */
  CONVERT(CorrectionState.TESTED, CorrectionState.CONVERTED),
  /** A government decides on an appeal. */
  RECONSIDER(CorrectionState.APPEALED, CorrectionState.AUDITED),
  /** The applicant appeals against a refusal. */
  APPEAL(CorrectionState.REFUSED, CorrectionState.APPEALED);

  private final CorrectionState from;
  private final CorrectionState to;

  CorrectionStep(CorrectionState from, CorrectionState to) {
    this.from = from;
    this.to = to;
  }

  /** Where an application must stand for it. */
  public CorrectionState from() {
    return from;
  }

  /** Where it leads. */
  public CorrectionState leadsTo(boolean granted) {
    if (granted) {
      return to;
    }
    return this == RECONSIDER ? CorrectionState.UPHELD : CorrectionState.REFUSED;
  }

  /** The word in the table and in answers. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
