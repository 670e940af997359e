package io.scangate.ledger;

import io.scangate.verdict.ScanLane;
import java.util.List;
import java.util.Optional;

/**
 * Scans that arrived together. Immutable.
 *
 * @param lane where they stand among all of their gateway; empty where it did not tell
 * @param records how many there were, those included that are not to be kept
 * @param rows those that are to be kept
 */
public record ScanBlock(Optional<ScanLane> lane, int records, List<ScanRow> rows) {
  public ScanBlock {
    rows = List.copyOf(rows);
  }
}
