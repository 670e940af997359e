package io.scangate.cache;

import io.scangate.cache.link.RedisLink;
import io.scangate.health.CodeStatus;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the codes of a partition as Redis holds them, for whoever compares. Confined to the event
 * loop of its link.
 */
public final class StoredCodes {
  private final RedisLink link;
  private final int partition;

  /** Those of a partition. */
  public StoredCodes(RedisLink link, int partition) {
    this.link = link;
    this.partition = partition;
  }

  /** What stands under a person's reference. */
  public sealed interface Stored {
    /** Nothing does. */
    record Absent() implements Stored {}

    /** A code. */
    record Held(CodeStatus status) implements Stored {}

    /** Something that is no code. */
    record Malformed() implements Stored {}
  }

  /**
   * What is held of people, in their order.
   *
   * @param layout as it is read
   */
  public Future<List<Stored>> of(Layout layout, List<Long> people) {
    if (people.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<Request> requests = new ArrayList<>(people.size());
    for (long person : people) {
      requests.add(
          Request.cmd(Command.HGET)
              .arg(BucketKey.of(person, partition, layout).inRedis())
              .arg(CodeFormat.reference(person)));
    }
    return link.sendAll(RedisKeys.layout(partition), requests)
        .map(
            replies -> {
              List<Stored> found = new ArrayList<>(people.size());
              for (int i = 0; i < replies.size(); i++) {
                found.add(read(people.get(i), replies.get(i)));
              }
              return found;
            });
  }

  private static Stored read(long person, @Nullable Response reply) {
    if (reply == null) {
      return new Stored.Absent();
    }
    byte[] value = Replies.bytes(reply);
    if (value == null || value.length != CodeFormat.VALUE) {
      return new Stored.Malformed();
    }
    byte[] code = new byte[CodeFormat.CODE];
    System.arraycopy(CodeFormat.reference(person), 0, code, 0, CodeFormat.REFERENCE);
    System.arraycopy(value, 0, code, CodeFormat.REFERENCE, CodeFormat.VALUE);
    return CodeFormat.isCode(code, 0)
        ? new Stored.Held(CodeFormat.read(code, 0))
        : new Stored.Malformed();
  }

  /** The references that stand in the buckets from one number to before another. */
  public Future<List<Long>> people(Layout layout, int from, int to) {
    List<Request> requests = new ArrayList<>(to - from);
    for (int bucket = from; bucket < to; bucket++) {
      requests.add(
          Request.cmd(Command.HKEYS).arg(RedisKeys.bucket(partition, layout.generation(), bucket)));
    }
    return link.sendAll(RedisKeys.layout(partition), requests)
        .map(
            replies -> {
              List<Long> people = new ArrayList<>();
              for (Response fields : replies) {
                for (int i = 0; fields != null && i < fields.size(); i++) {
                  byte[] field = Replies.bytes(fields.get(i));
                  if (field != null && field.length == CodeFormat.REFERENCE) {
                    people.add(CodeFormat.person(field, 0));
                  }
                }
              }
              return people;
            });
  }

  /**
   * Takes away something that is no code: a script that compares versions would stumble over it.
   */
  public Future<Void> clear(Layout layout, long person) {
    return link.send(
            RedisKeys.layout(partition),
            Request.cmd(Command.HDEL)
                .arg(BucketKey.of(person, partition, layout).inRedis())
                .arg(CodeFormat.reference(person)))
        .mapEmpty();
  }
}
