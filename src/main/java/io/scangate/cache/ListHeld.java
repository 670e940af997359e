package io.scangate.cache;

/**
 * What Redis holds of a list. Immutable.
 *
 * @param number of the last change, or of the whole where there is none since; 0 where there is no
 *     such list
 * @param changes how many there are since it was written whole
 */
public record ListHeld(long number, int changes) {}
