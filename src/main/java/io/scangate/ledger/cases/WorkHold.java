package io.scangate.ledger.cases;

import java.time.Instant;
import java.util.UUID;

/**
 * That an engine works on something. Immutable.
 *
 * @param worker which engine
 * @param until when it need not say so again; then others may take it
 */
public record WorkHold(UUID worker, Instant until) {}
