package io.scangate.load;

/** What became of a request. */
enum Fate {
  /** The right answer on live knowledge, within the deadline of a scanner. */
  GOOD("good"),
  /** A right answer on knowledge that the gateway called stale, or on the code's word alone. */
  DEGRADED("degraded"),
  /** Told to come again: 429, 503, or their numbers on a line. */
  SHED("shed"),
  /** No answer within the deadline of a scanner. */
  LATE("late"),
  /** The connection was lost, or the answer was an error. */
  FAILED("failed"),
  /** An answer that contradicts what is true. */
  WRONG("wrong");

  private final String text;

  Fate(String text) {
    this.text = text;
  }

  /** The word of the reports. */
  String text() {
    return text;
  }
}
