package io.scangate.cache;

import io.scangate.cache.link.RedisLink;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Fills a generation of buckets, many in one script and some scripts at a time. Confined to its
 * event loop. A code that an append wrote meanwhile is not overwritten with an older one.
 */
final class Filling {
  /**
   * Codes that one script writes: it holds up everybody else for less than a millisecond. All
   * partitions may be filled at once, and who asks for a bucket waits behind a script of each.
   */
  private static final int CODES_PER_SCRIPT = 250;

  /** Pairs that Lua can hand to one command. */
  private static final int MOST_PAIRS = 2_000;

  /** Nobody waits for one script, and all partitions may be filled at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RedisLink link;
  private final CodeWriter writer;
  private final WriterSettings settings;
  private final BucketedCodes codes;
  private final Set<Long> erased;
  private int bucket;

  /**
   * Of those codes.
   *
   * @param erased people who were erased since the codes were read; it may grow meanwhile
   */
  Filling(
      RedisLink link,
      CodeWriter writer,
      WriterSettings settings,
      BucketedCodes codes,
      Set<Long> erased) {
    this.link = link;
    this.writer = writer;
    this.settings = settings;
    this.codes = codes;
    this.erased = erased;
  }

  /** Fills all buckets; the future fails when a script fails. */
  Future<Void> fill() {
    List<Future<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < settings.fillsInFlight(); lane++) {
      lanes.add(lane());
    }
    return Future.all(lanes).mapEmpty();
  }

  private Future<Void> lane() {
    int buckets = codes.layout().buckets();
    if (bucket == buckets) {
      return Future.succeededFuture();
    }
    List<String> keys = new ArrayList<>();
    List<byte[]> args = new ArrayList<>();
    keys.add(RedisKeys.rebuild(writer.partition()));
    args.add(codes.layout().toBytes());
    int written = 0;
    while (bucket < buckets && written < CODES_PER_SCRIPT) {
      written += add(bucket++, keys, args);
    }
    return Script.FILL
        .run(link, PATIENCE, keys, args)
        .compose(
            reply ->
                reply != null && Replies.number(reply.get(0)) == 1
                    ? lane()
                    : Future.failedFuture(new RebuildOvertaken()));
  }

  private int add(int number, List<String> keys, List<byte[]> args) {
    List<Integer> present = new ArrayList<>();
    for (int code = codes.start(number); code < codes.start(number + 1); code++) {
      if (!erased.contains(codes.person(code))) {
        present.add(code);
      }
    }
    for (int from = 0; from < present.size(); from += MOST_PAIRS) {
      List<Integer> some = present.subList(from, Math.min(present.size(), from + MOST_PAIRS));
      keys.add(RedisKeys.bucket(writer.partition(), codes.layout().generation(), number));
      args.add(Integer.toString(some.size()).getBytes(StandardCharsets.US_ASCII));
      for (int code : some) {
        args.add(codes.field(code));
        args.add(codes.value(code));
      }
    }
    return present.size();
  }
}
