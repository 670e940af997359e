package io.scangate.transition;

/**
 * A place where people are scanned. Immutable.
 *
 * @param id its name in the scan records
 * @param confined whether it is confined and poorly ventilated
 */
public record Place(String id, boolean confined) {}
