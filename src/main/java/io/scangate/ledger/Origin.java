package io.scangate.ledger;

import io.scangate.health.Division;
import java.util.Optional;

/**
 * Who says so, and on what grounds. Immutable.
 *
 * @param source the name of the source, as it signs in
 * @param key its idempotency key for this fact
 * @param authority the body on whose behalf it speaks
 * @param division where it happened
 * @param place where exactly, in words
 * @param document the paper or record that shows it
 */
public record Origin(
    String source,
    String key,
    String authority,
    Division division,
    Optional<String> place,
    Optional<String> document) {}
