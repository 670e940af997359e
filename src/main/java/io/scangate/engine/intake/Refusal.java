package io.scangate.engine.intake;

import io.scangate.ops.IntakeMeters.Reason;

/**
 * Why a row is not taken. Immutable.
 *
 * @param words where and what is allowed, for the sender
 */
record Refusal(Reason reason, String words) {}
