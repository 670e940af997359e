package io.scangate.ledger;

import io.scangate.health.Division;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A fact or a designation that waits for a second person, as staff see it: without any person.
 * Immutable.
 *
 * @param id its number
 * @param source who sent it
 * @param key the source's idempotency key
 * @param request the request that it came with
 * @param content what it says happened
 * @param document the paper or record that shows it
 * @param residents how many people a designation is about; empty for a fact about one
 */
public record HeldRow(
    long id,
    String source,
    String key,
    String request,
    Content content,
    Division division,
    Optional<String> document,
    Instant heldAt,
    OptionalLong residents) {}
