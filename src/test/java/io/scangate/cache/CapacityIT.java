package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of what {@link Capacity} measures with a whole city. */
class CapacityIT {
  private static final long CODES = 400_000;

  @TempDir Path directory;

  @Test
  void aCodeCostsLessThan30BytesOfHeapAnd40InRedis() {
    Capacity capacity = Capacity.measure(directory, CODES);
    assertThat(capacity.heapBytes()).isBetween(25.0, 30.0);
    assertThat(capacity.redisBytes()).isBetween(25.0, 40.0);
    assertThat(capacity.answered()).isPositive();
  }
}
