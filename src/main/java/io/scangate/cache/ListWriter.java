package io.scangate.cache;

import io.scangate.cache.link.RedisLink;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Writes lists to Redis and announces them on the feed. Confined to the event loop of its link. */
public final class ListWriter {
  private static final long MOST = 1L << 53;

  private final RedisLink link;
  private final Duration deadline;

  /** The writer over a link. */
  public ListWriter(RedisLink link, Duration deadline) {
    this.link = link;
    this.deadline = deadline;
  }

  /**
   * Stores a list whole; changes to the one before are gone with it.
   *
   * @param name of 1 to 64 printable ASCII characters, without spaces
   * @param number above every earlier one, below 2^53
   */
  public Future<ListStored> whole(String name, long number, byte[] bytes) {
    return store("whole", name, number, bytes);
  }

  /** Adds a change to a list; its number follows the last one. */
  public Future<ListStored> change(String name, long number, byte[] bytes) {
    return store("change", name, number, bytes);
  }

  private Future<ListStored> store(String kind, String name, long number, byte[] bytes) {
    if (!FeedFormat.isName(name) || number < 1 || number >= MOST) {
      throw new IllegalArgumentException("list '" + name + "' number " + number);
    }
    return Script.LIST
        .run(
            link,
            deadline,
            List.of(
                RedisKeys.list(name),
                RedisKeys.listChanges(name),
                RedisKeys.sequence(RedisKeys.LISTS),
                RedisKeys.feed(RedisKeys.LISTS)),
            List.of(ascii(kind), ascii(Long.toString(number)), bytes, ascii(name)))
        .map(
            reply ->
                reply != null && Replies.number(reply.get(0)) == 1
                    ? new ListStored.Stored()
                    : new ListStored.Refused(reply == null ? 0 : Replies.number(reply.get(1))));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
