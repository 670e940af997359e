package io.scangate.ledger;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells a ledger that is away from work that cannot be done. */
public final class Outage {
  private Outage() {}

  /**
   * Whether a failure says that the ledger is away, starting, ending or overloaded, so that the
   * same may be tried again later.
   */
  public static boolean isBehind(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      boolean away =
          switch (cause) {
            case IOException _, TimeoutException _, ClosedConnectionException _ -> true;
            case PgException it -> isState(it.getSqlState());
            default -> false;
          };
      if (away) {
        return true;
      }
    }
    return false;
  }

  /** Connection exception, insufficient resources, operator intervention, transaction rollback. */
  private static boolean isState(@Nullable String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57")
            || state.startsWith("40"));
  }
}
