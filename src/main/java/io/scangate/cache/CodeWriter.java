package io.scangate.cache;

import io.scangate.cache.FeedEntry.Changed;
import io.scangate.cache.FeedEntry.Heartbeat;
import io.scangate.cache.FeedEntry.LayoutSwitched;
import io.scangate.cache.link.RedisLink;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one partition in Redis, each call one step that is done as a whole or not at all. Confined
 * to its event loop. Futures fail with what the {@link RedisLink} fails with, and then the step may
 * have been done: every step may be repeated.
 */
public final class CodeWriter {
  private static final byte[] NONE = {};

  private final RedisLink link;
  private final int partition;
  private final WriterSettings settings;

  /** The writer of a partition over a link of the same event loop. */
  public CodeWriter(RedisLink link, int partition, WriterSettings settings) {
    this.link = link;
    this.partition = partition;
    this.settings = settings;
  }

  int partition() {
    return partition;
  }

  /** Where the partition stands. */
  public Future<PartitionState> state() {
    String sequence = RedisKeys.sequence(partition);
    return link.sendAll(
            sequence,
            List.of(
                get(RedisKeys.layout(partition)), get(RedisKeys.rebuild(partition)), get(sequence)),
            settings.deadline())
        .map(
            replies ->
                new PartitionState(
                    Replies.layout(replies.get(0)),
                    Replies.layout(replies.get(1)),
                    Replies.number(replies.get(2))));
  }

  /**
   * Appends changes whose sequences follow each other.
   *
   * @param state as the writer knows it: the changes go to its generations
   * @param now by the clock of Redis, in microseconds, for trimming the feed
   */
  public Future<Appended> append(List<Committed> changes, PartitionState state, long now) {
    List<String> keys = new ArrayList<>(4 + 2 * changes.size());
    List<byte[]> args = new ArrayList<>(4 + changes.size());
    keys.add(RedisKeys.sequence(partition));
    keys.add(RedisKeys.feed(partition));
    keys.add(RedisKeys.layout(partition));
    keys.add(RedisKeys.rebuild(partition));
    args.add(bytes(state.layout()));
    args.add(bytes(state.rebuild()));
    args.add(decimal(changes.getFirst().sequence()));
    args.add(oldest(now));
    for (Committed committed : changes) {
      long person = committed.change().person();
      for (Layout layout : state.generations()) {
        keys.add(BucketKey.of(person, partition, layout).inRedis());
      }
      args.add(FeedFormat.write(new Changed(committed)));
    }
    return run(Script.APPEND, keys, args);
  }

  /**
   * Promises that every change committed before {@code upTo} has been appended.
   *
   * @param sequence the last one
   * @param upTo in microseconds by the clock of Redis
   * @param clock names the server whose clock that is
   */
  Future<Appended> heartbeat(long sequence, long upTo, long clock) {
    return run(
        Script.TELL,
        List.of(
            RedisKeys.sequence(partition), RedisKeys.feed(partition), RedisKeys.layout(partition)),
        List.of(
            decimal(sequence),
            oldest(upTo),
            FeedFormat.write(new Heartbeat(sequence, upTo, clock))));
  }

  /** From now on, changes go to this generation too; an earlier rebuild is overtaken. */
  Future<Void> begin(Layout rebuild) {
    String key = RedisKeys.rebuild(partition);
    return link.sendAll(
            key,
            List.of(Request.cmd(Command.SET).arg(key).arg(rebuild.toBytes())),
            settings.deadline())
        .mapEmpty();
  }

  /**
   * Reads by the rebuilt generation from now on.
   *
   * @param held the sequence that the partition holds
   * @param filled the sequence up to which the rebuilt generation has everything
   */
  Future<Appended> switchTo(Layout rebuilt, long held, long filled) {
    return run(
        Script.SWITCH,
        List.of(
            RedisKeys.sequence(partition),
            RedisKeys.feed(partition),
            RedisKeys.layout(partition),
            RedisKeys.rebuild(partition)),
        List.of(
            rebuilt.toBytes(),
            decimal(held),
            decimal(filled),
            FeedFormat.write(new LayoutSwitched(filled, rebuilt))));
  }

  /** Deletes the buckets of a generation from one number to before another. */
  Future<Void> delete(Layout layout, int from, int to) {
    Request unlink = Request.cmd(Command.UNLINK);
    for (int bucket = from; bucket < to; bucket++) {
      unlink.arg(RedisKeys.bucket(partition, layout.generation(), bucket));
    }
    return link.sendAll(RedisKeys.layout(partition), List.of(unlink), settings.deadline())
        .mapEmpty();
  }

  private Future<Appended> run(Script script, List<String> keys, List<byte[]> args) {
    return script
        .run(link, settings.deadline(), keys, args)
        .map(
            reply ->
                reply == null
                    ? new Appended.LaidOutOtherwise()
                    : Appended.of(Replies.number(reply.get(0)), Replies.number(reply.get(1))));
  }

  private static Request get(String key) {
    return Request.cmd(Command.GET).arg(key);
  }

  private static byte[] bytes(@Nullable Layout layout) {
    return layout == null ? NONE : layout.toBytes();
  }

  private static byte[] decimal(long number) {
    return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] oldest(long micros) {
    return decimal(Math.max(0, micros / 1_000 - settings.retention().toMillis()));
  }
}
