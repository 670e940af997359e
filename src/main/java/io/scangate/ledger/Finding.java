package io.scangate.ledger;

import io.scangate.health.PersonRef;
import java.util.Optional;

/**
 * One thing in a ledger that is not as engines wrote it. Immutable.
 *
 * @param partition empty for what belongs to no partition
 * @param row the table and what tells the row there
 * @param link the number of the link of the chain that speaks of it
 * @param why what is expected, and what there is
 */
public record Finding(
    Kind kind,
    Optional<Integer> partition,
    Optional<PersonRef> person,
    String row,
    Optional<Long> link,
    String why) {

  /** What is wrong. */
  public enum Kind {
    /** The row says something else than when it was written. */
    CHANGED("changed"),
    /** The row was there and is not. */
    MISSING("missing"),
    /** The row was never written by an engine. */
    ADDED("added"),
    /** The chain is not the one whose root was given out. */
    REWRITTEN("chain rewritten"),
    /** The policy that judged does not make this decision of the facts that were known. */
    DOES_NOT_FOLLOW("decision does not follow"),
    /** The code is not what the facts and decisions make it. */
    CODE_DIFFERS("code differs"),
    /** The root is not signed by a key that is believed. */
    NOT_SIGNED("not signed");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** In the words of a report. */
    public String text() {
      return text;
    }
  }

  /** One line of a report. */
  public String text() {
    StringBuilder text = new StringBuilder(kind.text());
    if (kind == Kind.REWRITTEN) {
      link.ifPresent(number -> text.append(" after link ").append(number));
    }
    text.append(": ").append(row);
    partition.ifPresent(number -> text.append(", partition ").append(number));
    if (kind != Kind.REWRITTEN) {
      link.ifPresent(number -> text.append(", link ").append(number));
    }
    person.ifPresent(ref -> text.append(", person ").append(ref.text()));
    return text.append(": ").append(why).toString();
  }

  /** Does not tell the person; {@link #text} is for the report. */
  @Override
  public String toString() {
    return "Finding[" + kind + ", " + row + "]";
  }
}
