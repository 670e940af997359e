package io.scangate.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.scangate.cache.link.RedisLink;
import io.scangate.ops.CacheMeters;
import io.scangate.ops.CacheMeters.Fetch;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads buckets of one partition in one round trip and lands their flights. Confined to its event
 * loop.
 *
 * <p>The batch is {@code GET seq}, the buckets, {@code GET layout}, in this order: the sequence
 * before the codes tells what is in them at least, and the layout after them that the buckets were
 * not being deleted meanwhile. Without that layout an empty bucket would not mean that nobody is in
 * it.
 */
final class BucketFetch {
  private final CodeCache cache;
  private final RedisLink link;
  private final Duration deadline;
  private final Ticker ticker;
  private final CacheMeters meters;

  BucketFetch(
      CodeCache cache, RedisLink link, Duration deadline, Ticker ticker, CacheMeters meters) {
    this.cache = cache;
    this.link = link;
    this.deadline = deadline;
    this.ticker = ticker;
    this.meters = meters;
  }

  /**
   * Sends flights of one partition, entered already, and lands or abandons each.
   *
   * @return how it ended; it never fails
   */
  @CanIgnoreReturnValue
  Future<Fetch> send(int partition, Layout layout, List<Flight> flights) {
    String sequence = RedisKeys.sequence(partition);
    List<Request> batch = new ArrayList<>(flights.size() + 2);
    batch.add(Request.cmd(Command.GET).arg(sequence));
    for (Flight flight : flights) {
      batch.add(Request.cmd(Command.HGETALL).arg(flight.key().inRedis()));
    }
    batch.add(Request.cmd(Command.GET).arg(RedisKeys.layout(partition)));
    long sent = ticker.read();
    return link.sendAll(sequence, batch, deadline)
        .transform(
            replies -> {
              Fetch outcome =
                  replies.succeeded()
                      ? land(partition, layout, flights, replies.result())
                      : Fetch.UNAVAILABLE;
              if (outcome != Fetch.ANSWERED) {
                flights.forEach(flight -> cache.buckets().abandon(flight, outcome));
              }
              meters.fetched(outcome, flights.size(), ticker.read() - sent);
              return Future.succeededFuture(outcome);
            });
  }

  private Fetch land(
      int number, Layout layout, List<Flight> flights, List<@Nullable Response> replies) {
    if (replies.size() != flights.size() + 2) {
      return Fetch.MISMATCH;
    }
    if (!layout.equals(Replies.layout(replies.getLast()))) {
      return Fetch.LAYOUT;
    }
    List<byte[]> buckets = new ArrayList<>(flights.size());
    for (int i = 0; i < flights.size(); i++) {
      byte[] codes =
          BucketReply.read(replies.get(i + 1), flights.get(i).key(), layout, cache.partitions());
      if (codes == null) {
        return Fetch.MISMATCH;
      }
      buckets.add(codes);
    }
    Partition partition = cache.partition(number);
    long sequence = Replies.number(replies.getFirst());
    partition.sawSequence(sequence);
    for (int i = 0; i < flights.size(); i++) {
      cache.buckets().land(flights.get(i), buckets.get(i), sequence, partition);
    }
    return Fetch.ANSWERED;
  }
}
