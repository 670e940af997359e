package io.scangate.ledger;

import io.scangate.health.Division;

/**
 * What was fixed when the ledger was founded. Immutable.
 *
 * @param city the issuing city
 * @param partitions how many partitions there are
 * @param incarnation how often the ledger was restored from a backup, 0 to 255
 * @param pepperCheck tells a wrong pepper, in hexadecimal
 */
public record Installation(Division city, int partitions, int incarnation, String pepperCheck) {}
