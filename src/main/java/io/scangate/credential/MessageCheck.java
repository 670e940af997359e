package io.scangate.credential;

/** What came of checking a {@link SignedMessage}. Immutable. */
public sealed interface MessageCheck {
  /** The message is what the city that it names has said. */
  record Verified(PeerMessage message) implements MessageCheck {}

  /** The message is nobody's. */
  record Refused(Refusal why) implements MessageCheck {}

  /** Why a message is nobody's. */
  enum Refusal {
    /** It is not a signed message. */
    MALFORMED,
    /**
     * It names a key that is not known, is no key of messages of that city, or not at that time.
     */
    UNKNOWN_KEY,
    /** It was not made with the key that it names. */
    BAD_SIGNATURE
  }
}
