package io.scangate.transition;

import io.scangate.health.PersonRef;
import java.time.Instant;

/**
 * A case whose contacts are sought. Immutable.
 *
 * @param onset the onset of illness; of an asymptomatic infected person, when the first positive
 *     specimen was sampled
 * @param isolatedAt when the case was isolated
 */
public record TracedCase(PersonRef person, Instant onset, Instant isolatedAt) {}
