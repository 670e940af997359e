package io.scangate.cache;

import io.scangate.cache.link.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * Writes the changes of a list into it: it is stored whole under the number it has. Nobody is
   * told, for nothing is new.
   *
   * @param number the one that Redis holds
   */
  public Future<ListStored> fold(String name, long number, byte[] bytes) {
    return store("fold", name, number, bytes);
  }

  /** What Redis holds of some lists, in their order. */
  public Future<List<ListHeld>> held(List<String> names) {
    List<Request> asked = new ArrayList<>();
    for (String name : names) {
      String key = RedisKeys.list(name);
      String changes = RedisKeys.listChanges(name);
      asked.add(Request.cmd(Command.GETRANGE).arg(key).arg(0).arg(Long.BYTES - 1));
      asked.add(Request.cmd(Command.LINDEX).arg(changes).arg(-1));
      asked.add(Request.cmd(Command.LLEN).arg(changes));
    }
    return link.sendAll(RedisKeys.list(names.getFirst()), asked, deadline)
        .map(
            found -> {
              List<ListHeld> held = new ArrayList<>();
              for (int i = 0; i < found.size(); i += 3) {
                long whole = number(Replies.bytes(found.get(i)));
                long last = number(Replies.bytes(found.get(i + 1)));
                held.add(
                    new ListHeld(
                        whole == 0 ? 0 : Math.max(whole, last),
                        (int) Replies.number(found.get(i + 2))));
              }
              return held;
            });
  }

  private static long number(byte @Nullable [] stored) {
    return stored == null || stored.length < Long.BYTES ? 0 : ByteBuffer.wrap(stored).getLong();
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
