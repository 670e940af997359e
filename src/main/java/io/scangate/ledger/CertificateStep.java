package io.scangate.ledger;

/** What came of a step with a certificate. Immutable. */
public sealed interface CertificateStep {
  /** It is done, and committed; so the certificate stands now. */
  record Done(Certificate certificate) implements CertificateStep {}

  /** Nothing was done. */
  record Refused(Refusal why) implements CertificateStep {}

  /** Why nothing was done. */
  enum Refusal {
    /** There is no such certificate. */
    UNKNOWN,
    /** It was revoked. */
    REVOKED,
    /** Its time is over. */
    EXPIRED
  }
}
