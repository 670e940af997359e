package io.scangate.ledger;

/**
 * A designation and how far it has come, as its source may know. Immutable.
 *
 * @param residents how many people lived there when it was sent
 * @param reached to how many of them it was brought
 */
public record SentDesignation(Designated area, State state, long residents, long reached) {
  /** How far it has come. */
  public enum State {
    /** It waits for a second person and concerns nobody. */
    HELD("held"),
    /** A second person has said no to it; it concerns nobody. */
    REJECTED("rejected"),
    /** It is being brought to the people who live there. */
    REACHING("reaching"),
    /** It was brought to everybody who lived there. */
    REACHED("reached");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** As answers have it. */
    public String word() {
      return word;
    }
  }
}
