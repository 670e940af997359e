package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final long START = Long.MAX_VALUE - 10;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void aSecondsWorthMayComeAtOnceAndNoMore() {
    RateLimit limit = new RateLimit(10, START);
    for (int scan = 0; scan < 10; scan++) {
      assertThat(limit.tryAcquire(START)).isTrue();
    }
    assertThat(limit.tryAcquire(START)).isFalse();
  }

  @Test
  void aTokenComesBackToTheNanosecond() {
    RateLimit limit = new RateLimit(10, START);
    for (int scan = 0; scan < 10; scan++) {
      assertThat(limit.tryAcquire(START)).isTrue();
    }
    assertThat(limit.tryAcquire(START + SECOND / 10 - 1)).isFalse();
    assertThat(limit.tryAcquire(START + SECOND / 10)).isTrue();
    assertThat(limit.tryAcquire(START + SECOND / 10)).isFalse();
  }

  @Test
  void anIdleDeviceSavesNoMoreThanASecondsWorth() {
    RateLimit limit = new RateLimit(2, START);
    long later = START + 60 * SECOND;
    assertThat(limit.tryAcquire(later)).isTrue();
    assertThat(limit.tryAcquire(later)).isTrue();
    assertThat(limit.tryAcquire(later)).isFalse();
  }
}
