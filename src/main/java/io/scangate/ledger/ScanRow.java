package io.scangate.ledger;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One scan as it is stored. Immutable.
 *
 * @param person the reference, sealed under the day's key
 * @param personMark by which the scans of this person are found
 * @param codeMark by which other uses of the code are found; null where it is used again by right
 * @param verdict its number on the wire, like {@code basis} and {@code kind}
 */
public record ScanRow(
    LocalDate day,
    UUID scanId,
    Instant at,
    String checkpoint,
    long site,
    int verdict,
    int basis,
    int kind,
    long statusVersion,
    Buffer person,
    long personMark,
    @Nullable Long codeMark) {}
