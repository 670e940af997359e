package io.scangate.ledger;

/** What came of a step with a measure. Immutable. */
public sealed interface MeasureStep {
  /** The measure is proposed, under this number. */
  record Proposed(long id) implements MeasureStep {}

  /** It is done, and committed. */
  record Done() implements MeasureStep {}

  /** Nothing was done. */
  record Refused(Refusal why) implements MeasureStep {}

  /** Why nothing was done. */
  enum Refusal {
    /** There is no such measure. */
    UNKNOWN,
    /** Another government is the next higher one. */
    NOT_NEXT_HIGHER,
    /** Another government proposed it. */
    NOT_PROPOSER,
    /** Another government decided it. */
    NOT_AUTHORITY,
    /** Whoever proposed it does not decide it. */
    SAME_PERSON,
    /** It was decided already. */
    DECIDED,
    /** It was not decided yet, or not granted. */
    NOT_ORDERED,
    /** It was taken back. */
    TAKEN_BACK,
    /** It was lifted already. */
    LIFTED,
    /** It would be over before it is decided. */
    OVER
  }
}
