package io.scangate.gateway;

import io.vertx.core.http.HttpConnection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection of a scanner, and what is remembered of it. Confined to its event loop. */
final class Seat {
  private final HttpConnection connection;
  private final boolean served;
  private final boolean mayScan;
  private final long lastsUntil;
  private long quietSince;
  private @Nullable BodyRequest reading;
  private final Set<BodyRequest> alsoReading = new LinkedHashSet<>(0);
  private @Nullable Line line;
  private boolean leaving;
  private @Nullable String shown;
  private @Nullable Device device;
  private @Nullable Devices knownBy;

  /**
   * A connection that was just made.
   *
   * @param served whether there was room for it; else it is told to come again
   * @param mayScan whether it shows the certificate that scanners need
   * @param now the second of the sweep, as in {@link Connections}
   * @param lastsUntil the second after which an answer is the last one
   */
  Seat(HttpConnection connection, boolean served, boolean mayScan, long now, long lastsUntil) {
    this.connection = connection;
    this.served = served;
    this.mayScan = mayScan;
    this.lastsUntil = lastsUntil;
    this.quietSince = now;
  }

  /** Whether its time is over, so that the next answer is the last one. */
  boolean isOld(long now) {
    return now > lastsUntil;
  }

  boolean isServed() {
    return served;
  }

  boolean mayScan() {
    return mayScan;
  }

  /** A request has come whole. */
  void hasSpoken(long now) {
    quietSince = now;
  }

  /** A request has come whole whose body was awaited. */
  void hasSpoken(BodyRequest request, long now) {
    quietSince = now;
    forget(request);
  }

  /** The body of a request is awaited no longer. */
  void forget(BodyRequest request) {
    if (request.equals(reading)) {
      reading = null;
    } else {
      alsoReading.remove(request);
    }
  }

  /** The body of a request is awaited; over HTTP/2 there may be several. */
  void awaits(BodyRequest request) {
    if (reading == null) {
      reading = request;
    } else {
      alsoReading.add(request);
    }
  }

  /** The connection is a turnstile line from now on, which sweeps itself. */
  void becomes(Line turnstiles) {
    line = turnstiles;
  }

  /** Closes a line whose device is not known any more. */
  void devicesChanged() {
    if (line != null) {
      line.devicesChanged();
    }
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
    if (line != null) {
      line.sweep(now);
    } else if (leaving || now - quietSince > idle) {
      var _ = connection.close();
    } else {
      if (reading != null) {
        reading.sweep(now, patience);
      }
      if (!alsoReading.isEmpty()) {
        List.copyOf(alsoReading).forEach(request -> request.sweep(now, patience));
      }
    }
  }
}
