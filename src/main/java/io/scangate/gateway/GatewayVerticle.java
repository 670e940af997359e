package io.scangate.gateway;

import io.netty.channel.EventLoop;
import io.scangate.ops.LoopLag;
import io.scangate.ops.LoopMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/** The gateway on one event loop, from its start to its end. Confined to that loop. */
public final class GatewayVerticle extends VerticleBase {
  private final SharedParts shared;
  private final LoopParts.Opening opening;
  private @Nullable LoopParts own;
  private @Nullable Listeners listeners;
  private Runnable unwatch = () -> {};

  /** A gateway that is to be deployed once for each event loop. */
  public GatewayVerticle(SharedParts shared, LoopParts.Opening opening) {
    this.shared = shared;
    this.opening = opening;
  }

  @Override
  public Future<?> start() {
    return opening.open(vertx).compose(this::listen);
  }

  private Future<Listeners> listen(LoopParts parts) {
    own = parts;
    LoopMeters meters = shared.meters().forLoop();
    Connections connections = new Connections(shared, meters);
    Refusals refusals = new Refusals(connections, shared.drain(), meters);
    Turn turn = turn();
    Scanner scanner = new Scanner(vertx, shared, parts, turn, meters);
    SeveralScans several = new SeveralScans(scanner, meters, shared.nanos());
    Entrance entrance =
        new Entrance(
            connections,
            new ScanHandler(shared, connections, scanner, refusals, meters),
            new BatchHandler(vertx, shared, connections, several, refusals, turn, meters),
            new LineHandler(vertx, shared, connections, several, refusals, meters),
            new ShowHandler(vertx, shared, parts, refusals, meters),
            new Routes(shared.lists(), connections, refusals).router(vertx),
            refusals,
            turn,
            meters);
    connections.sweepWith(vertx);
    Runnable watcher = watcher(connections);
    shared.lists().watch(watcher);
    unwatch = () -> shared.lists().unwatch(watcher);
    LoopLag.watch(vertx, meters, shared.nanos());
    return Listeners.open(vertx, shared, connections::opened, entrance)
        .onSuccess(opened -> listeners = opened);
  }

  /** What is run on the loop now comes when it has served the sockets of this turn. */
  private Turn turn() {
    EventLoop loop = ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop();
    return new Turn(shared.nanos(), loop::execute);
  }

  /** Devices are looked up anew on this loop, whoever takes the list over. */
  private Runnable watcher(Connections connections) {
    Context loop = vertx.getOrCreateContext();
    return () -> loop.runOnContext(changed -> connections.devicesChanged());
  }

  /** Connections end when what they asked is answered, or when the time for it is over. */
  @Override
  public Future<?> stop() {
    shared.drain().begin(shared.nanos().getAsLong());
    unwatch.run();
    Future<?> drained = listeners == null ? Future.succeededFuture() : listeners.close();
    return drained.eventually(() -> own == null ? Future.succeededFuture() : own.close());
  }

  /** The port that it listens on. */
  public int port() {
    return listeners == null ? shared.settings().port() : listeners.port();
  }

  /** The port that it listens on for HTTP/2 in clear text, where there is one. */
  public int http2Port() {
    return listeners == null ? 0 : listeners.http2Port();
  }
}
