package io.scangate.ledger;

/** What came of a step with a checkpoint or one of its keys. Immutable. */
public sealed interface CheckpointStep {
  /** It is done, and committed. */
  record Done() implements CheckpointStep {}

  /**
   * A key is issued.
   *
   * @param key its number
   */
  record Issued(long key) implements CheckpointStep {}

  /** Nothing was done. */
  record Refused(Refusal why) implements CheckpointStep {}

  /** Why nothing was done. */
  enum Refusal {
    /** There is no such checkpoint, or no such key of it. */
    UNKNOWN,
    /** A checkpoint of that name was registered before; names are never given again. */
    NAME_TAKEN,
    /** The site is that of another operator, or stands in another community. */
    SITE_TAKEN,
    /** Whoever registered a checkpoint does not answer for the community. */
    SAME_PERSON,
    /** The community has answered already. */
    ANSWERED,
    /** The community has not approved it. */
    NOT_APPROVED,
    /** It is given up. */
    GIVEN_UP,
    /** It has as many keys as a checkpoint may have. */
    TOO_MANY_KEYS,
    /** The key counts no more. */
    KEY_OVER,
    /** Another key comes in its place already. */
    REPLACED,
    /** This key was issued before. */
    KEY_TAKEN
  }

  /** A refusal. */
  static CheckpointStep refused(Refusal why) {
    return new Refused(why);
  }
}
