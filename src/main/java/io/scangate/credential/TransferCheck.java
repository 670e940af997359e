package io.scangate.credential;

/** What came of checking a {@link SignedTransfer}. Immutable. */
public sealed interface TransferCheck {
  /** The sheet is what an engine signed. */
  record Verified(TransferSheet sheet) implements TransferCheck {}

  /** The file proves nothing. */
  record Refused(Refusal why) implements TransferCheck {}

  /** Why a file proves nothing. */
  enum Refusal {
    /** It is no signed sheet. */
    MALFORMED,
    /** It names a key that is not known, may not sign lists, or not at that time. */
    UNKNOWN_KEY,
    /** It was not made with the key that it names. */
    BAD_SIGNATURE
  }
}
