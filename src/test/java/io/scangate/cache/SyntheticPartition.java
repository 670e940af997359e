package io.scangate.cache;

import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.vertx.core.Future;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * A partition of random people who never change, made up as they are read. Immutable.
 *
 * @param number of the partition, out of 16
 */
record SyntheticPartition(int number, long codes) implements ChangeSource {
  static final int PARTITIONS = 16;

  @Override
  public int incarnation() {
    return 0;
  }

  @Override
  public Future<Slice> after(long sequence, int most) {
    return Future.succeededFuture(new Slice.Changes(List.of(), true));
  }

  @Override
  public Future<Long> size() {
    return Future.succeededFuture(codes);
  }

  @Override
  public Future<Snapshot> snapshot() {
    return Future.succeededFuture(new Snapshot(1, this::people));
  }

  private Iterator<CodeStatus> people() {
    SplittableRandom random = new SplittableRandom(number);
    return LongStream.range(0, codes)
        .mapToObj(
            any ->
                new CodeStatus(
                    (random.nextLong() & -PARTITIONS) | number,
                    1 + random.nextLong(1_000),
                    Colour.GREEN,
                    1_700_000_000 + random.nextLong(1_000_000),
                    28_000_000 + random.nextLong(100_000),
                    true,
                    false))
        .iterator();
  }
}
