package io.scangate.credential;

/** Why a text is not accepted as a code. */
public enum Fault {
  /** The text does not begin with {@code SG1:}. */
  NOT_A_CODE(1, "not-a-code"),
  /** The text begins like a code, and what follows is none. */
  MALFORMED(2, "malformed"),
  /** No key of the issuer that the code names is trusted here. */
  UNKNOWN_ISSUER(3, "unknown-issuer"),
  /** The issuer is trusted, the key that the code names is not, or no longer. */
  UNKNOWN_KEY(4, "unknown-key"),
  /** The code was not made with the key that it names. */
  BAD_SIGNATURE(5, "bad-signature"),
  /** The time of the code is over. */
  EXPIRED(6, "expired"),
  /** The time of the code has not come. */
  NOT_YET_VALID(7, "not-yet-valid");

  private final int wire;
  private final String text;

  Fault(int wire, String text) {
    this.wire = wire;
    this.text = text;
  }

  /** The number that stands for this fault wherever one is written; it never changes. */
  public int wire() {
    return wire;
  }

  /** The word of the scan contract. */
  public String text() {
    return text;
  }
}
