package io.scangate.verdict;

import io.scangate.credential.Fault;

/** Why a verdict is what it is. */
public enum Reason {
  /** The code is GREEN, and nothing stands against it. */
  GREEN(1, "green"),
  /** The code is YELLOW. */
  YELLOW(2, "yellow"),
  /** The code is RED. */
  RED(3, "red"),
  /** The person has no code: never registered, or withdrawn. */
  NO_CODE(4, "no-code"),
  /** The checkpoint wants a recent negative test, and none is known. */
  TEST_REQUIRED(5, "test-required"),
  /** An order of an authority closes the checkpoint. */
  CLOSED_BY_ORDER(6, "closed-by-order"),
  /** This one code was withdrawn; its holder may have another. */
  REVOKED(7, "revoked"),
  /** The same phone code was shown elsewhere, or here a while ago. */
  REUSED(8, "reused"),
  /** Too little is known to open the door: the knowledge is old, or there is none. */
  UNAVAILABLE(9, "unavailable"),

  /** The text is no health code. */
  NOT_A_CODE(16, "not-a-code"),
  /** The text begins like a health code and is none. */
  MALFORMED(17, "malformed"),
  /** Nobody this gateway trusts issued it. */
  UNKNOWN_ISSUER(18, "unknown-issuer"),
  /** Its key is not known, or was withdrawn. */
  UNKNOWN_KEY(19, "unknown-key"),
  /** It was not made with the key that it names. */
  BAD_SIGNATURE(20, "bad-signature"),
  /** Its time is over. */
  EXPIRED(21, "expired"),
  /** Its time has not come. */
  NOT_YET_VALID(22, "not-yet-valid");

  private final int wire;
  private final String text;

  Reason(int wire, String text) {
    this.wire = wire;
    this.text = text;
  }

  /** The reason of a refusal of a code that is not genuine. */
  public static Reason of(Fault fault) {
    return switch (fault) {
      case NOT_A_CODE -> NOT_A_CODE;
      case MALFORMED -> MALFORMED;
      case UNKNOWN_ISSUER -> UNKNOWN_ISSUER;
      case UNKNOWN_KEY -> UNKNOWN_KEY;
      case BAD_SIGNATURE -> BAD_SIGNATURE;
      case EXPIRED -> EXPIRED;
      case NOT_YET_VALID -> NOT_YET_VALID;
    };
  }

  /** The number that stands for this reason on binary connections and in scan records. */
  public int wire() {
    return wire;
  }

  /** The word of the scan contract. */
  public String text() {
    return text;
  }

  /** Whether the code itself was rejected, so that nobody was identified. */
  public boolean isFault() {
    return wire >= NOT_A_CODE.wire;
  }
}
