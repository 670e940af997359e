package io.scangate.ledger;

import java.time.Instant;

/**
 * Where a partition stands: its row in the table {@code head}. Immutable.
 *
 * @param at of the last row
 * @param sequence of the last entry of the outbox
 * @param link the number of the last link of the chain
 * @param hash of that link, in hexadecimal
 * @param policies how many policies judge
 * @param codes how many codes there are
 */
public record Head(
    int partition, Instant at, long sequence, long link, String hash, int policies, long codes) {}
