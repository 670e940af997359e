package io.scangate.cache.link;

import io.scangate.cache.link.RedisUnavailable.Reason;
import io.scangate.ops.LinkMeters.Loss;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a batch that a server answered with errors: sent once more where a slot moved to
 * ({@code MOVED}), command by command while a slot is moving ({@code ASK}), or told to the caller.
 * Confined to its event loop.
 */
final class Redirect {
  /** Learns that a slot is served elsewhere for good. */
  interface Moved {
    void moved(int slot, HostPort to);
  }

  /** Errors of a server that is there and serves nobody just now. */
  private static final List<String> NOT_SERVING =
      List.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK");

  private final Function<HostPort, Line> lines;
  private final Moved moved;

  Redirect(Function<HostPort, Line> lines, Moved moved) {
    this.lines = lines;
    this.moved = moved;
  }

  Future<List<@Nullable Response>> follow(
      int slot, HostPort from, List<Request> requests, long due, BatchErrors errors) {
    Optional<HostPort> to = errors.starting("MOVED").map(line -> target(line, from));
    if (to.isPresent()) {
      moved.moved(slot, to.get());
      return send(to.get(), requests, due).recover(second -> tell(to.get(), second));
    }
    if (errors.starting("ASK").isPresent()) {
      return Future.all(requests.stream().map(request -> single(from, request, due)).toList())
          .map(all -> all.<@Nullable Response>list());
    }
    return tell(from, errors);
  }

  /**
   * Keys of a moving slot that are still here are answered here; of the others only the node that
   * asks for them may speak, since it cannot tell a key that is absent from one not yet moved.
   */
  private Future<@Nullable Response> single(HostPort from, Request request, long due) {
    return send(from, List.of(request), due)
        .recover(
            failure -> {
              Optional<HostPort> to =
                  failure instanceof BatchErrors errors
                      ? errors.starting("ASK").map(line -> target(line, from))
                      : Optional.empty();
              return to.isEmpty()
                  ? tell(from, failure)
                  : send(to.get(), List.of(Request.cmd(Command.ASKING), request), due)
                      .recover(second -> tell(to.get(), second));
            })
        .map(replies -> replies.get(replies.size() - 1));
  }

  private Future<List<@Nullable Response>> send(HostPort to, List<Request> requests, long due) {
    Pipeline pipeline = lines.apply(to).pipeline();
    return pipeline == null
        ? Future.failedFuture(new RedisUnavailable(Reason.NOT_CONNECTED))
        : pipeline.send(requests, due);
  }

  private Future<List<@Nullable Response>> tell(HostPort from, Throwable failure) {
    if (!(failure instanceof BatchErrors errors)) {
      return Future.failedFuture(failure);
    }
    if (errors.starting("READONLY").isPresent()) {
      // It was demoted since it greeted us; making the line again finds the new master.
      lines.apply(from).remake(Loss.TOPOLOGY);
      return Future.failedFuture(new RedisUnavailable(Reason.NOT_SERVING));
    }
    boolean serves = NOT_SERVING.stream().allMatch(code -> errors.starting(code).isEmpty());
    return Future.failedFuture(serves ? errors.first() : new RedisUnavailable(Reason.NOT_SERVING));
  }

  /** Reads {@code MOVED slot host:port}; an empty host is that of the sender. */
  private static HostPort target(String line, HostPort sender) {
    String address = line.substring(line.lastIndexOf(' ') + 1);
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon);
    return new HostPort(
        host.isEmpty() ? sender.host() : host, Integer.parseInt(address.substring(colon + 1)));
  }
}
