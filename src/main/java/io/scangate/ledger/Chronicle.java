package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the ledger holds of one person's code, for whoever checks or tells it. Immutable.
 *
 * @param known whether there is a row for the person at all
 * @param createdAt when the reference was drawn
 * @param facts in the order in which they were learned
 * @param decisions in the order of their versions, each with the number of its link
 * @param linkedAt the instants of the links that these rows name, by number
 */
public record Chronicle(
    PersonRef person,
    boolean known,
    Instant createdAt,
    List<FactRow> facts,
    List<Linked> decisions,
    Map<Long, Instant> linkedAt,
    Optional<Code> code) {
  public Chronicle {
    facts = List.copyOf(facts);
    decisions = List.copyOf(decisions);
    linkedAt = Map.copyOf(linkedAt);
  }

  /**
   * The facts as the rules read them.
   *
   * @throws LedgerException where a row was not written by an engine
   */
  public Facts history() {
    List<Fact> read = new ArrayList<>();
    for (FactRow row : facts) {
      try {
        Fact fact = row.fact();
        if (fact != null) {
          read.add(fact);
        }
      } catch (IllegalArgumentException e) {
        throw new LedgerException(
            "the fact at " + row.at() + " cannot be read; 'scangate audit verify' tells more", e);
      }
    }
    return Facts.of(read);
  }

  /** A decision and the link that it is in. Immutable. */
  public record Linked(DecisionRow decision, long link) {}
}
