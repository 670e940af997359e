package io.scangate.engine.intake;

import io.scangate.engine.Answers;
import io.scangate.engine.Drain;
import java.time.InstantSource;

/** What all streams share. Immutable. */
record StreamParts(
    Intake intake,
    RowReader reader,
    FactsSettings settings,
    InstantSource clock,
    Answers answers,
    Drain drain) {}
