package io.scangate.ledger;

/**
 * A policy that judges in a partition from a link of its chain on. Immutable.
 *
 * @param link the number of that link
 * @param policy the digest of the policy, in hexadecimal
 */
public record Admission(long link, String policy) {}
