package io.scangate.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One band of a special area.
 *
 * @param upTo the longest time since the last exposure that still falls into it; null in the last
 *     band, which has no end
 */
public record Band(Category category, @Nullable Duration upTo) {}
