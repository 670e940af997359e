package io.scangate.ledger;

import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import java.time.Instant;
import java.util.List;

/**
 * A change of a colour: one row of the table {@code decision}. Immutable.
 *
 * @param version the version of the code that it made
 * @param policy the digest of the policy that judged, in hexadecimal
 * @param rules the rules that carry the colour, as in {@code close-contact/1}: the category and the
 *     phase
 * @param facts the {@code at} of the facts behind it, rising
 */
public record DecisionRow(
    PersonRef person,
    long version,
    Instant at,
    Colour was,
    Colour colour,
    String policy,
    List<String> rules,
    List<Instant> facts) {
  public DecisionRow {
    rules = List.copyOf(rules);
    facts = List.copyOf(facts);
  }
}
