package io.scangate.verdict;

/** What the door does, from the mildest to the strictest. */
public enum Outcome {
  /** The door opens. */
  ADMIT(1),
  /** A person must look before the door opens. */
  CHECK(2),
  /** The door stays shut. */
  REFUSE(3);

  private final int wire;

  Outcome(int wire) {
    this.wire = wire;
  }

  /** The number that stands for this outcome on binary connections and in scan records. */
  public int wire() {
    return wire;
  }

  /** Whether this outcome lets through what the other one would not. */
  public boolean isMilderThan(Outcome other) {
    return wire < other.wire;
  }
}
