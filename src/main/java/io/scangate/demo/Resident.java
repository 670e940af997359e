package io.scangate.demo;

import io.scangate.health.CodeStatus;

/**
 * Somebody who lives in the synthetic city. Immutable.
 *
 * @param name made up, as everything else
 * @param status the code at the start
 */
public record Resident(String name, CodeStatus status) {}
