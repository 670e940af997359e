package io.scangate.ledger;

import java.time.Instant;

/**
 * A change that gateways are to be told. Immutable.
 *
 * @param sequence its number in the partition, dense from 1
 * @param at the instant of the transaction
 */
public record OutboxRow(long sequence, Instant at, Code code) {}
