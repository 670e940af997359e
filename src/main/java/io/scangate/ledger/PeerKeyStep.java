package io.scangate.ledger;

/** What came of a step with a key of another city. Immutable. */
public sealed interface PeerKeyStep {
  /** It is done, and committed; so the key stands now. */
  record Done(PeerKey key) implements PeerKeyStep {}

  /** Nothing was done. */
  record Refused(Refusal why) implements PeerKeyStep {}

  /** Why nothing was done. */
  enum Refusal {
    /** There is no such key. */
    UNKNOWN,
    /** The key was proposed before. */
    TAKEN,
    /** Whoever proposed it does not approve it. */
    SAME_PERSON,
    /** It was answered already. */
    ANSWERED,
    /** It was not approved. */
    NOT_TRUSTED,
    /** It was withdrawn already. */
    WITHDRAWN
  }
}
