package io.scangate.command;

import io.scangate.ledger.Installation;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.serve.StartException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

/** The ledger as long as one command needs it. Shared. */
public record OpenLedger(Vertx vertx, Ledger ledger, Installation installation)
    implements AutoCloseable {
  /** A command asks one thing after another. */
  static final int CONNECTIONS = 2;

  /**
   * Opens it.
   *
   * @throws StartException where there is none
   */
  static OpenLedger at(LedgerSettings settings) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Ledger ledger = Ledger.open(vertx, settings);
    try {
      return new OpenLedger(
          vertx,
          ledger,
          ledger
              .installation()
              .orElseThrow(
                  () -> new StartException("the ledger at " + settings.address() + " is empty")));
    } catch (RuntimeException e) {
      close(vertx, ledger);
      throw e;
    }
  }

  /** About how many people there are, for telling how far something is. */
  public long codes() {
    long codes = 0;
    for (int partition = 0; partition < installation.partitions(); partition++) {
      codes += ledger.head(partition).codes();
    }
    return codes;
  }

  @Override
  public void close() {
    close(vertx, ledger);
  }

  private static void close(Vertx vertx, Ledger ledger) {
    ledger.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
