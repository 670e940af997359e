package io.scangate.casework.recognition;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Visit;
import io.scangate.health.PersonRef;
import io.scangate.ledger.cases.Identities;
import java.util.List;
import java.util.Optional;

/**
 * For whom a holder may act. Immutable.
 *
 * @param parts by which they are found
 */
record Household(CaseworkParts parts) {
  /** Whom the parameter {@code member} means. */
  Optional<PersonRef> member(Visit visit) {
    int member = visit.number("member").orElseThrow().intValue();
    List<PersonRef> household =
        new Identities(parts.ledger())
            .household(parts.pepper().account(visit.warrant().actor().subject()));
    return member < household.size() ? Optional.of(household.get(member)) : Optional.empty();
  }
}
