package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2), new Random(7));

  @Test
  void pausesDoubleUpToTheBoundAndLieInTheirUpperHalf() {
    for (long ceiling : new long[] {50, 100, 200, 400, 800, 1_600, 2_000, 2_000}) {
      assertThat(backoff.next()).isBetween(ceiling / 2, ceiling);
    }
  }

  @Test
  void twoThatLostTheSameServerDoNotReturnInStep() {
    Backoff other = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2), new Random(8));

    assertThat(LongStream.generate(backoff::next).limit(8).toArray())
        .isNotEqualTo(LongStream.generate(other::next).limit(8).toArray());
  }

  @Test
  void afterASuccessItBeginsAgain() {
    LongStream.generate(backoff::next).limit(8).forEach(pause -> assertThat(pause).isPositive());
    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(50);
  }
}
