package io.scangate.cache.link;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.scangate.cache.link.RedisUnavailable.Reason;
import io.scangate.ops.LinkMeters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The link: keys to slots, slots to masters, a line to each master. Confined to its event loop.
 *
 * <p>The map of slots is asked for at the start, in regular intervals, and when something hints
 * that it is no longer right: a line that broke, a server that is no master, a slot that moved.
 */
final class PipelinedLink implements RedisLink, Line.Owner {
  private final Vertx vertx;
  private final LinkSettings settings;
  private final LinkMeters meters;
  private final Connector connector;
  private final Topology topology;
  private final Map<HostPort, Line> lines = new HashMap<>();
  private final List<LinkListener> listeners = new ArrayList<>();
  private final Redirect redirect = new Redirect(this::line, this::moved);
  private SlotMap map = SlotMap.EMPTY;
  private boolean asking;
  private boolean closed;
  private long check = -1;

  private PipelinedLink(Vertx vertx, LinkSettings settings, LinkMeters meters) {
    this.vertx = vertx;
    this.settings = settings;
    this.meters = meters;
    this.connector = new Connector(vertx, settings);
    this.topology =
        Topology.of(
            settings.address(), new Informant(vertx, connector, settings, informantUser(settings)));
  }

  static PipelinedLink open(Vertx vertx, LinkSettings settings, LinkMeters meters) {
    if (!Context.isOnEventLoopThread()) {
      throw new IllegalStateException("a link is opened on the event loop that it belongs to");
    }
    PipelinedLink link = new PipelinedLink(vertx, settings, meters);
    link.adopt(link.topology.known());
    link.ask();
    link.check = vertx.setPeriodic(settings.topologyCheck().toMillis(), tick -> link.check());
    return link;
  }

  @Override
  public Future<List<@Nullable Response>> sendAll(String key, List<Request> requests) {
    return sendAll(key, requests, settings.deadline());
  }

  @Override
  public Future<List<@Nullable Response>> sendAll(
      String key, List<Request> requests, Duration deadline) {
    int slot = KeySlot.of(key);
    HostPort owner = map.owner(slot);
    Pipeline pipeline = owner == null ? null : pipeline(owner);
    if (owner == null || pipeline == null) {
      meters.turnedAway(requests.size());
      return Future.failedFuture(
          new RedisUnavailable(closed ? Reason.CLOSED : Reason.NOT_CONNECTED));
    }
    long due = System.nanoTime() + deadline.toNanos();
    return pipeline
        .send(requests, due)
        .recover(
            failure ->
                failure instanceof BatchErrors errors
                    ? redirect.follow(slot, owner, requests, due, errors)
                    : Future.failedFuture(failure));
  }

  @Override
  public boolean isUp(String key) {
    HostPort owner = map.owner(KeySlot.of(key));
    return owner != null && pipeline(owner) != null;
  }

  @Override
  public Map<Master, List<String>> mastersOf(Collection<String> keys) {
    Map<Master, List<String>> found = new LinkedHashMap<>();
    for (String key : keys) {
      HostPort owner = map.owner(KeySlot.of(key));
      Line line = owner == null ? null : lines.get(owner);
      Master master = line == null ? null : line.master();
      if (master != null) {
        found.computeIfAbsent(master, first -> new ArrayList<>()).add(key);
      }
    }
    return found;
  }

  @Override
  public Future<BlockingLine> openBlocking(Master master) {
    return connector
        .connect(master.address(), settings.credentials())
        .compose(
            connection ->
                Greeting.of(vertx, connection, settings.handshake())
                    .compose(
                        greeting ->
                            greeting.runId().equals(master.runId()) && greeting.master() && !closed
                                ? Future.succeededFuture(
                                    (BlockingLine) new DedicatedLine(vertx, connection, master))
                                : Future.failedFuture(new RedisUnavailable(Reason.NOT_CONNECTED)))
                    .onFailure(failure -> connection.drop()));
  }

  @Override
  public void listen(LinkListener listener) {
    listeners.add(listener);
    for (Line line : List.copyOf(lines.values())) {
      Master master = line.master();
      if (master != null) {
        listener.connected(master);
      }
    }
  }

  @Override
  public Future<Void> close() {
    closed = true;
    vertx.cancelTimer(check);
    List<Future<Void>> closing = new ArrayList<>();
    lines.values().forEach(line -> closing.add(line.close()));
    lines.clear();
    map = SlotMap.EMPTY;
    closing.add(topology.close());
    return Future.join(closing).mapEmpty();
  }

  @Override
  public void up(Master master) {
    List.copyOf(listeners).forEach(listener -> listener.connected(master));
  }

  @Override
  public void down(Master master) {
    List.copyOf(listeners).forEach(listener -> listener.lost(master));
    ask();
  }

  @Override
  public void vacant() {
    ask();
  }

  /** Sentinels have users of their own; the nodes of a cluster do not. */
  private static Optional<RedisCredentials> informantUser(LinkSettings settings) {
    return settings.address() instanceof RedisAddress.Sentinel
        ? settings.sentinelCredentials()
        : settings.credentials();
  }

  private @Nullable Pipeline pipeline(HostPort owner) {
    Line line = lines.get(owner);
    return line == null ? null : line.pipeline();
  }

  /** The line to a server, begun now if need be: a redirection may name one that is new. */
  @CanIgnoreReturnValue
  private Line line(HostPort address) {
    return lines.computeIfAbsent(
        address, it -> new Line(vertx, connector, settings, meters, it, this).start());
  }

  private void moved(int slot, HostPort to) {
    adopt(map.moved(slot, to));
    ask();
  }

  private void check() {
    List.copyOf(lines.values()).forEach(Line::probe);
    ask();
  }

  private void ask() {
    if (asking || closed) {
      return;
    }
    asking = true;
    topology
        .ask(map.masters())
        .onComplete(
            answer -> {
              asking = false;
              if (answer.succeeded() && !closed) {
                adopt(answer.result());
              }
            });
  }

  private void adopt(SlotMap next) {
    if (next.equals(map)) {
      return;
    }
    map = next;
    List<HostPort> gone =
        lines.keySet().stream().filter(it -> !next.masters().contains(it)).toList();
    for (HostPort address : gone) {
      Line line = lines.remove(address);
      if (line != null) {
        line.retire();
      }
    }
    next.masters().forEach(this::line);
    List.copyOf(listeners).forEach(LinkListener::topologyChanged);
  }
}
