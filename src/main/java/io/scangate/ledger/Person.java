package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.transition.Facts;
import java.util.Optional;

/**
 * What the ledger knows of a person when it is to decide. Immutable.
 *
 * @param community of residence, where it is known
 * @param code the current code; empty before the first decision
 * @param facts everything that was learned so far
 */
public record Person(
    PersonRef ref, Optional<Division> community, Optional<Code> code, Facts facts) {}
