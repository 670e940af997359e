package io.scangate.credential;

/** What came of checking a {@link SignedRoot}. Immutable. */
public sealed interface RootCheck {
  /** The root is what an engine signed. */
  record Verified(LedgerRoot root) implements RootCheck {}

  /** The root proves nothing. */
  record Refused(Refusal why) implements RootCheck {}

  /** Why a root proves nothing. */
  enum Refusal {
    /** It is not a signed root. */
    MALFORMED("not a signed root"),
    /** It names a key that is not known, may not sign lists, or not at that time. */
    UNKNOWN_KEY("signed by a key that is not known"),
    /** It was not made with the key that it names. */
    BAD_SIGNATURE("its signature is wrong");

    private final String text;

    Refusal(String text) {
      this.text = text;
    }

    /** In the words of a report. */
    public String text() {
      return text;
    }
  }
}
