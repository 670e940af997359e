package io.scangate.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * A change that gateways are to be told. Immutable.
 *
 * @param sequence its number in the partition, dense from 1
 * @param at the instant of the transaction
 * @param code the code; where it is erased only its person and version mean something
 * @param erased whether the person is to be forgotten; the version is then as gateways see it
 * @param reported when the report arrived that it follows from; empty where none did
 */
public record OutboxRow(
    long sequence, Instant at, Code code, boolean erased, Optional<Instant> reported) {}
