package io.scangate.credential;

/** What came of checking a {@link SignedList}. Immutable. */
public sealed interface ListCheck {
  /** The list is what it says. */
  final class Verified implements ListCheck {
    private final long number;
    private final long signedAt;
    private final byte[] content;

    Verified(long number, long signedAt, byte[] content) {
      this.number = number;
      this.signedAt = signedAt;
      this.content = content;
    }

    /** The number of the list; whoever holds a higher one refuses this. */
    public long number() {
      return number;
    }

    /** When it was signed, in seconds since 1970. */
    public long signedAt() {
      return signedAt;
    }

    /** What the list says, for its owner to parse. */
    public byte[] content() {
      return content.clone();
    }
  }

  /** The list must not be followed. */
  record Refused(Refusal why) implements ListCheck {}

  /** Why a list must not be followed. */
  enum Refusal {
    /** It is larger than {@link SignedList#MOST_BYTES}. */
    TOO_LARGE,
    /** It is not a signed list. */
    MALFORMED,
    /** It names a key that may not sign lists, or not at that time. */
    UNKNOWN_KEY,
    /** It was not made with the key that it names. */
    BAD_SIGNATURE,
    /** It is another list than the one that was asked for. */
    ANOTHER_LIST
  }
}
