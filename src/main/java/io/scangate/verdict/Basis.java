package io.scangate.verdict;

/** What a verdict rests on. */
public enum Basis {
  /** On the status of the code, known to the present: its partition's age is within the bound. */
  LIVE(1, "live"),
  /** On the status of the code as it was last known. */
  STALE(2, "stale"),
  /** Only on what the code itself carries. */
  CODE(3, "code");

  private final int wire;
  private final String text;

  Basis(int wire, String text) {
    this.wire = wire;
    this.text = text;
  }

  /**
   * The number that stands for this basis on binary connections and in scan records; 0 stands for
   * none.
   */
  public int wire() {
    return wire;
  }

  /** The word of the scan contract. */
  public String text() {
    return text;
  }
}
