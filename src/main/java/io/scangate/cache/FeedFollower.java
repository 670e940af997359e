package io.scangate.cache;

import io.scangate.cache.FeedEntry.Heartbeat;
import io.scangate.cache.FeedReply.Item;
import io.scangate.cache.link.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One partition's place in its feed. Confined to the event loop of the feed.
 *
 * <p>The place is the id of the last entry applied, and it is good for the server that gave it. On
 * another server, or on the same one restarted, it is looked up: if the entry is there the feed
 * goes on after it. If it is not, the server may have lost it and have given later ids to other
 * entries, or earlier ones if its clock is behind. Then the place is the end of its feed, and the
 * sequence there tells whether anything was missed.
 */
final class FeedFollower {
  private static final String START = "0-0";

  /** Entries looked at for a heartbeat when the place is the end of the feed. */
  private static final int TAIL = 64;

  private final int number;
  private final Partition partition;
  private final FeedOrder order;
  private @Nullable String place;
  private long server;

  FeedFollower(int number, Partition partition, FeedOrder order) {
    this.number = number;
    this.partition = partition;
    this.order = order;
  }

  int number() {
    return number;
  }

  /** The id after which to read. */
  String place() {
    String known = place;
    return known == null ? START : known;
  }

  /**
   * Finds its place on a server.
   *
   * @param clock of that server
   * @param nanos the monotonic clock of this host
   */
  Future<Void> pickUp(RedisLink link, RedisClock clock, long nanos) {
    String feed = RedisKeys.feed(number);
    List<Request> questions =
        List.of(
            Request.cmd(Command.XRANGE).arg(feed).arg(place()).arg(place()),
            Request.cmd(Command.GET).arg(RedisKeys.layout(number)),
            Request.cmd(Command.XREVRANGE).arg(feed).arg("+").arg("-").arg("COUNT").arg(TAIL));
    return link.sendAll(feed, questions)
        .map(
            answers -> {
              boolean found = !FeedReply.items(answers.get(0)).isEmpty();
              Layout layout = Replies.layout(answers.get(1));
              if (place == null || (!found && server != clock.name())) {
                standAtEnd(answers.get(2), layout, clock, nanos);
              } else if (layout != null && partition.layout() == null) {
                order.laidOut(layout, 0);
              }
              server = clock.name();
              partition.caughtUp();
              return null;
            });
  }

  private void standAtEnd(
      @Nullable Response tail, @Nullable Layout layout, RedisClock clock, long nanos) {
    List<Item> newestFirst = FeedReply.items(tail);
    place = newestFirst.isEmpty() ? START : newestFirst.getFirst().id();
    long sequence =
        newestFirst.stream()
            .map(Item::entry)
            .filter(entry -> entry != null)
            .mapToLong(FeedEntry::sequence)
            .findFirst()
            .orElse(0);
    if (layout != null) {
      order.laidOut(layout, sequence);
    }
    order.standAt(sequence);
    for (Item item : newestFirst) {
      if (item.entry() instanceof Heartbeat heartbeat) {
        order.promised(heartbeat, clock, nanos);
        return;
      }
    }
  }

  /** Applies what was read from the feed. */
  void apply(Item item, RedisClock clock, long nanos) {
    place = item.id();
    FeedEntry entry = item.entry();
    if (entry == null) {
      order.unreadable();
    } else {
      order.apply(entry, clock, nanos);
    }
  }
}
