package io.scangate.ledger;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** The one place where this package waits for PostgreSQL; whatever comes of it is unchecked. */
final class Wait {
  private Wait() {}

  /**
   * Waits for an answer, on a virtual thread or on one that is not Vert.x' own.
   *
   * @throws LedgerException whatever the answer failed with, a lost connection too
   */
  static <T extends @Nullable Object> T on(Future<T> answer) {
    try {
      return answer.await();
      // It throws what the answer failed with, which may be a checked exception.
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new LedgerException("the ledger did not do it: " + e, e);
    }
  }
}
