package io.scangate.ledger;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The ledger did not do what it was asked, or cannot be used as it is; the message says why in the
 * operator's words. A commit that was lost together with its connection may have taken place.
 */
public final class LedgerException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** What stands in the way. */
  public enum Trouble {
    /** It is away, starting, ending or overloaded: the same may be tried again later. */
    AWAY,
    /** Another transaction was in the way: the same may be tried again at once. */
    CONFLICT,
    /** A constraint refuses what was to be written. */
    REFUSED,
    /** It is not as it ought to be. */
    UNUSABLE
  }

  private final Trouble trouble;

  LedgerException(String message) {
    super(message);
    this.trouble = Trouble.UNUSABLE;
  }

  LedgerException(String message, Throwable cause) {
    super(message, cause);
    this.trouble = troubleOf(cause);
  }

  /** What stands in the way. */
  public Trouble trouble() {
    return trouble;
  }

  /** The trouble with the ledger behind a failure, if that is what is behind it. */
  public static Optional<Trouble> behind(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof LedgerException it) {
        return Optional.of(it.trouble);
      }
    }
    return Optional.empty();
  }

  private static Trouble troubleOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case LedgerException it -> {
          return it.trouble;
        }
        case PgException it when it.getSqlState() != null -> {
          return ofState(it.getSqlState());
        }
        // The last is what Vert.x itself says of a connection that has ended, or of its pool.
        case IOException _, TimeoutException _, VertxException _ -> {
          return Trouble.AWAY;
        }
        default -> {}
      }
    }
    return Trouble.UNUSABLE;
  }

  /** By the classes of Appendix A, "PostgreSQL Error Codes", of PostgreSQL's manual. */
  private static Trouble ofState(String state) {
    if (state.equals(LOCK_NOT_AVAILABLE)) {
      return Trouble.CONFLICT;
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      // Connection exception, insufficient resources, operator intervention.
      case "08", "53", "57" -> Trouble.AWAY;
      // Transaction rollback.
      case "40" -> Trouble.CONFLICT;
      case "23" -> Trouble.REFUSED;
      default -> Trouble.UNUSABLE;
    };
  }
}
