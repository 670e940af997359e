package io.scangate.casework.who;

/** Where an action may be done by whoever has the role for it. */
public enum Reach {
  /** It concerns nobody but the caller, and those who belong to them. */
  ONESELF("oneself"),
  /** What it is about must lie in the caller's division. */
  OWN_DIVISION("in the own division"),
  /** It is about no place. */
  ANYWHERE("anywhere");

  private final String words;

  Reach(String words) {
    this.words = words;
  }

  /** As the table says it. */
  public String words() {
    return words;
  }
}
