package io.scangate.cache.link;

import io.scangate.ops.LinkMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One pipelined conversation with Redis, be it one server, Sentinel or Cluster. Confined to its
 * event loop: every method is called there and every future completes there.
 *
 * <p>Nothing waits beyond its deadline, and nothing waits for a connection: while the master of a
 * key is away, requests for the key fail at once. A request fails with {@link RedisUnavailable}
 * when no answer came and with {@link RedisRefusal} when the server answered with an error.
 *
 * <p>A request that failed as unavailable may have been carried out, and one that met a slot on its
 * way to another node may be carried out twice. So send only what can be repeated, or what its
 * reader recognizes when it comes twice.
 */
public interface RedisLink {
  /** Opens a link on the current event loop; it connects, and stays connected, by itself. */
  static RedisLink open(Vertx vertx, LinkSettings settings, LinkMeters meters) {
    return PipelinedLink.open(vertx, settings, meters);
  }

  /**
   * Sends one request; its reply is null where Redis answers nil.
   *
   * @param key names the slot; it is not added to the request
   */
  default Future<@Nullable Response> send(String key, Request request) {
    return sendAll(key, List.of(request)).map(replies -> replies.get(0));
  }

  /** Sends requests of one slot in one write, with the deadline of the settings. */
  Future<List<@Nullable Response>> sendAll(String key, List<Request> requests);

  /** Sends requests of one slot in one write; the replies stand in the order of the requests. */
  Future<List<@Nullable Response>> sendAll(String key, List<Request> requests, Duration deadline);

  /** Whether the master of this key's slot is connected. */
  boolean isUp(String key);

  /**
   * Which connected master serves which of these keys. A key whose master is away stands nowhere.
   */
  Map<Master, List<String>> mastersOf(Collection<String> keys);

  /**
   * Opens a connection of its own to a master, for commands that block, which would hold up
   * everything behind them on the shared one.
   */
  Future<BlockingLine> openBlocking(Master master);

  /** Tells a listener of every change from now on, and first of the masters that are connected. */
  void listen(LinkListener listener);

  /** Closes every connection; what is in flight fails. */
  Future<Void> close();
}
