package io.scangate.transition;

import io.scangate.health.PersonRef;
import java.time.Instant;

/** That a person was at a place at an instant, as a scan tells. Immutable. */
public record Presence(PersonRef person, Place place, Instant at) {}
