package io.scangate.ledger;

import io.scangate.health.Division;
import java.time.Instant;
import java.util.Optional;

/**
 * A fact that waits for a second person, as staff see it: without its person. Immutable.
 *
 * @param id its number
 * @param source who sent it
 * @param key the source's idempotency key
 * @param request the request that it came with
 * @param content what it says happened
 * @param document the paper or record that shows it
 */
public record HeldRow(
    long id,
    String source,
    String key,
    String request,
    Content content,
    Division division,
    Optional<String> document,
    Instant heldAt) {}
