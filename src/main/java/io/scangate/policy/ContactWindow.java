package io.scangate.policy;

import java.time.Duration;

/**
 * When somebody counts as having been where a case was. Immutable.
 *
 * @param before how long before the onset, or the first positive sample, the window opens
 * @param segment how long before and after the case's scan the same time segment reaches
 */
public record ContactWindow(Duration before, Duration segment) {}
