package io.scangate.command.policy;

import io.scangate.command.OpenLedger;
import io.scangate.command.Progress;
import io.scangate.ledger.Chronicle;
import io.scangate.ledger.Chronicles;
import io.scangate.ledger.Snapshot;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/**
 * Goes through everybody in a ledger, page by page, each partition as it stood at one instant.
 * Confined to one thread.
 */
final class LedgerPass {
  private final OpenLedger open;
  private final PrintWriter err;

  LedgerPass(OpenLedger open, PrintWriter err) {
    this.open = open;
    this.err = err;
  }

  void read(Consumer<List<Chronicle>> pages) {
    try (Progress progress =
        new Progress(err, System::nanoTime, Progress.isTerminal(), open.codes())) {
      for (int partition = 0; partition < open.installation().partitions(); partition++) {
        int of = partition;
        Snapshot.read(open.ledger(), snapshot -> read(snapshot, of, pages, progress));
      }
    }
  }

  private static void read(
      Snapshot snapshot, int partition, Consumer<List<Chronicle>> pages, Progress progress) {
    Chronicles chronicles = new Chronicles(snapshot, partition);
    for (List<Chronicle> page = chronicles.next(); !page.isEmpty(); page = chronicles.next()) {
      progress.clear();
      pages.accept(page);
      progress.step(page.size());
    }
  }
}
