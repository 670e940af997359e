package io.scangate.cache.link;

/**
 * Redis gave no usable answer. It carries no stack trace: while Redis is away every miss makes one,
 * and it comes from a wire, not from a line of code.
 */
public final class RedisUnavailable extends RuntimeException {
  /** Why there was no answer. */
  public enum Reason {
    /** The master of the key is not connected; nothing was sent. */
    NOT_CONNECTED,
    /** Too many commands are in flight; nothing was sent. */
    BUSY,
    /** No answer came by the deadline. */
    DEADLINE,
    /** The connection ended before the answer. */
    CONNECTION_LOST,
    /** The replies were not those of the requests; the connection was closed. */
    MISMATCH,
    /** The server is there but does not serve: loading, demoted, or the cluster is down. */
    NOT_SERVING,
    /** The server is a replica, which is never read because it lags behind. */
    NOT_A_MASTER,
    /** The link was closed. */
    CLOSED
  }

  private static final long serialVersionUID = 1;

  private final Reason reason;

  /** With that reason. */
  public RedisUnavailable(Reason reason) {
    super("Redis is unavailable: " + reason, null, false, false);
    this.reason = reason;
  }

  /** Why there was no answer. */
  public Reason reason() {
    return reason;
  }
}
