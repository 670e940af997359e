package io.scangate.demo;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who lives in the synthetic city. Immutable.
 *
 * @param name made up, as everything else
 * @param community where the person lives, 12 digits of GB/T 2260
 * @param colour what the facts of the first day make of the code
 * @param sinceTest how long before the first day the last test was sampled; empty for never
 * @param sinceEvent how long before the first day what made the colour happened
 */
public record Resident(
    String name,
    PersonRef person,
    Division community,
    Colour colour,
    Optional<Duration> sinceTest,
    Duration sinceEvent) {}
