package io.scangate.ledger.cases;

import io.scangate.credential.Serial;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import java.time.Instant;
import java.util.Optional;

/**
 * A code of another city that stands for somebody of ours. Immutable.
 *
 * @param expires when the code ends by itself
 * @param colour that the other city said last
 * @param since when it said so first
 * @param heard when it was asked last
 * @param end since when the code stands for nobody
 */
public record Recognition(
    long id,
    Division issuer,
    Serial serial,
    PersonRef person,
    Instant expires,
    Colour colour,
    Instant since,
    Instant heard,
    Optional<Instant> end) {}
