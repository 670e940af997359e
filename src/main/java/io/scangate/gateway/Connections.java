package io.scangate.gateway;

import io.scangate.gateway.ConnectionCount.Room;
import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Shed;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * The connections of one event loop. Confined to it.
 *
 * <p>A connection must complete a request within the idle time, however many bytes it sends: half a
 * request, silence and a byte a second all end alike. One sweep a second looks at all of them,
 * which costs a request nothing but the store of the present second.
 */
final class Connections {
  /** By identity: its keys and values stand side by side, so that finding one is one look. */
  private final IdentityHashMap<HttpConnection, Seat> seats = new IdentityHashMap<>();

  private final ConnectionCount count;
  private final LoopMeters meters;
  private final long idle;
  private final long patience;
  private final long age;
  private final boolean wantsDevices;
  private long second;

  Connections(SharedParts shared, LoopMeters meters) {
    GatewaySettings settings = shared.settings();
    this.count = shared.connections();
    this.meters = meters;
    this.idle = settings.idle().toSeconds();
    this.patience = settings.patience().toSeconds();
    this.age = settings.connectionAge().toSeconds();
    this.wantsDevices =
        shared.certificate().map(ServerCertificate::wantsDevices).orElse(Boolean.FALSE);
  }

  /** Begins to sweep; the timer ends with the deployment that it belongs to. */
  void sweepWith(Vertx vertx) {
    var _ = vertx.setPeriodic(TimeUnit.SECONDS.toMillis(1), timer -> sweep());
  }

  /** Takes in a new connection. */
  void opened(HttpConnection connection) {
    Room room = count.add();
    boolean mayScan = !wantsDevices || showsCertificate(connection);
    seats.put(connection, new Seat(connection, room == Room.SERVED, mayScan, second, lastsUntil()));
    meters.connections(seats.size());
    connection.closeHandler(closed -> closed(connection));
    if (room == Room.NONE) {
      meters.shed(Shed.CONNECTIONS);
      var _ = connection.close();
    }
  }

  /** At random, so that those who came together do not come again together. */
  private long lastsUntil() {
    return second + age - ThreadLocalRandom.current().nextLong(age / 2 + 1);
  }

  /** The authority behind it was checked in the handshake. */
  private static boolean showsCertificate(HttpConnection connection) {
    try {
      return connection.isSsl() && !connection.peerCertificates().isEmpty();
    } catch (SSLPeerUnverifiedException e) {
      return false;
    }
  }

  /** Lets a connection go, which has ended. */
  void closed(HttpConnection connection) {
    if (seats.remove(connection) != null) {
      count.remove();
      meters.connections(seats.size());
    }
  }

  /** The list of devices is another one: who is not in it any more is shown out. */
  void devicesChanged() {
    new ArrayList<>(seats.values()).forEach(Seat::devicesChanged);
  }

  /** The seat of a connection. */
  Seat of(HttpConnection connection) {
    Seat seat = seats.get(connection);
    if (seat == null) {
      throw new IllegalStateException("a request came on a connection that is not open");
    }
    return seat;
  }

  /** The present second, counted by the sweep. */
  long second() {
    return second;
  }

  /** A second has passed. */
  void sweep() {
    second++;
    // A copy, since closing a connection takes it out of the map.
    new ArrayList<>(seats.values()).forEach(seat -> seat.sweep(second, idle, patience));
  }
}
