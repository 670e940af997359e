package io.scangate.gateway;

import io.vertx.core.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** One connection of a scanner, and what is remembered of it. Confined to its event loop. */
final class Seat {
  private final HttpConnection connection;
  private final boolean served;
  private long quietSince;
  private long readingSince;
  private @Nullable ScanRequest reading;
  private boolean leaving;
  private @Nullable String shown;
  private @Nullable Device device;
  private @Nullable Devices knownBy;

  /**
   * A connection that was just made.
   *
   * @param served whether there was room for it; else it is told to come again
   * @param now the second of the sweep, as in {@link Connections}
   */
  Seat(HttpConnection connection, boolean served, long now) {
    this.connection = connection;
    this.served = served;
    this.quietSince = now;
  }

  boolean isServed() {
    return served;
  }

  /** A request has come whole. */
  void hasSpoken(long now) {
    quietSince = now;
    reading = null;
  }

  /** The body of a request is awaited. */
  void awaits(ScanRequest request, long now) {
    reading = request;
    readingSince = now;
  }

  /** The connection is to be closed; what still arrives is thrown away. */
  void leave() {
    leaving = true;
    reading = null;
  }

  /**
   * The device that this connection showed before with the same header, as long as the list of
   * devices is the same one. Scanners send one header for hours; this spares its hash.
   */
  @Nullable Device deviceShowing(@Nullable String authorization, Devices devices) {
    return devices == knownBy && authorization != null && authorization.equals(shown)
        ? device
        : null;
  }

  void remember(String authorization, Device identified, Devices devices) {
    shown = authorization;
    device = identified;
    knownBy = devices;
  }

  /** Ends what takes too long: a connection without a request, a body that does not come. */
  void sweep(long now, long idle, long patience) {
    if (leaving || now - quietSince > idle) {
      var _ = connection.close();
    } else if (reading != null && now - readingSince > patience) {
      reading.tookTooLong();
    }
  }
}
