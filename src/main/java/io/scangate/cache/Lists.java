package io.scangate.cache;

import io.scangate.cache.link.RedisLink;
import io.scangate.ops.CacheMeters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lists that a gateway holds whole: keys, checkpoints, orders, withdrawn codes. Confined to the
 * event loop of the feed.
 *
 * <p>A list stands in Redis as a whole and the changes to it since, each an unsigned number of 8
 * bytes and then the bytes of its owner. It is read when somebody asks for it, when the feed
 * announces it and after every reconnect; a number that is not above the one held is refused.
 */
public final class Lists {
  private static final int NUMBER = 8;
  private static final long RETRY = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final RedisLink link;
  private final CacheMeters meters;
  private final Map<String, Held> held = new LinkedHashMap<>();

  Lists(Vertx vertx, RedisLink link, CacheMeters meters) {
    this.vertx = vertx;
    this.link = link;
    this.meters = meters;
  }

  /** Follows a list from now on. A name has one owner. */
  public void on(String name, ListListener owner) {
    Held list = new Held(name, owner);
    if (held.putIfAbsent(name, list) != null) {
      throw new IllegalStateException("the list " + name + " has an owner already");
    }
    list.read();
  }

  void announced(String name) {
    Held list = held.get(name);
    if (list != null) {
      list.read();
    }
  }

  void readAll() {
    held.values().forEach(Held::read);
  }

  /** One list as it was last read. */
  private final class Held {
    private final String name;
    private final ListListener owner;
    private long number;
    private boolean reading;
    private boolean again;

    Held(String name, ListListener owner) {
      this.name = name;
      this.owner = owner;
    }

    /** Reads what is new, once more if it is announced again meanwhile. */
    void read() {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      again = false;
      ask()
          .onComplete(
              read -> {
                reading = false;
                if (again) {
                  read();
                } else if (read.failed()) {
                  vertx.setTimer(RETRY, retry -> read());
                }
              });
    }

    /**
     * The changes are read before the number of the whole: where the changes are written into the
     * whole meanwhile, one of the two has them.
     */
    private Future<Void> ask() {
      String key = RedisKeys.list(name);
      Request changes = Request.cmd(Command.LRANGE).arg(RedisKeys.listChanges(name)).arg(0).arg(-1);
      Request head = Request.cmd(Command.GETRANGE).arg(key).arg(0).arg(NUMBER - 1);
      return link.sendAll(key, List.of(changes, head), PATIENCE)
          .compose(
              found -> {
                changes(found.get(0));
                byte[] first = Replies.bytes(found.get(1));
                return first == null || first.length < NUMBER || number(first) <= number
                    ? Future.succeededFuture()
                    : whole(key)
                        .map(
                            held -> {
                              changes(found.get(0));
                              return null;
                            });
              });
    }

    private Future<Void> whole(String key) {
      return link.sendAll(key, List.of(Request.cmd(Command.GET).arg(key)), PATIENCE)
          .map(
              found -> {
                byte[] bytes = Replies.bytes(found.getFirst());
                if (bytes != null && bytes.length >= NUMBER && number(bytes) > number) {
                  takeOver(number(bytes));
                  owner.whole(number, payload(bytes));
                }
                return null;
              });
    }

    private void changes(@Nullable Response found) {
      if (found == null || number == 0) {
        return;
      }
      for (Response change : found) {
        byte[] bytes = Replies.bytes(change);
        if (bytes != null && bytes.length >= NUMBER && number(bytes) == number + 1) {
          takeOver(number + 1);
          owner.change(number, payload(bytes));
        }
      }
    }

    private void takeOver(long next) {
      number = next;
      meters.list(name, next);
    }
  }

  private static long number(byte[] stored) {
    return ByteBuffer.wrap(stored).getLong();
  }

  private static byte[] payload(byte[] stored) {
    return Arrays.copyOfRange(stored, NUMBER, stored.length);
  }
}
