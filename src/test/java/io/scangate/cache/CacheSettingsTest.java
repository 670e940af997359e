package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheSettingsTest {
  private static final CacheSettings DEFAULT = CacheSettings.DEFAULT;

  @Test
  void numbersOutOfTheirRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.inPartitions(0))
        .withMessageContaining("partitions");
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.inPartitions(1_025));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.within(Duration.ZERO))
        .withMessageContaining("millisecond");
    assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.holding(0));
  }

  @Test
  void aWriterKeepsTheFeedForAHeartbeatAtLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new WriterSettings(
                    16, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 1))
        .withMessageContaining("too short");
    assertThat(WriterSettings.DEFAULT.inPartitions(3).partitions()).isEqualTo(3);
  }

  @Test
  void aLayoutHasNumbersThatFitItsBytes() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Layout(0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Layout(1L << 32, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Layout(1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Layout(1, 1, 256));
    assertThat(Layout.sizedFor(0, 1, 0).buckets()).isOne();
    assertThat(Layout.sizedFor(65, 1, 0).buckets()).isEqualTo(2);
  }

  @Test
  void aLogThatKeepsLittleSaysThatItDoesNotKnow() {
    ChangeLog log = new ChangeLog(0, 2);
    for (int version = 1; version <= 4; version++) {
      assertThat(log.commit(new CodeChange.Erased(1, version), 0).sequence()).isEqualTo(version);
    }
    assertThat(log.after(1, 10).result()).isEqualTo(new ChangeSource.Slice.Unknown());
    assertThat(log.after(5, 10).result()).isEqualTo(new ChangeSource.Slice.Unknown());
    assertThat(log.after(2, 1).result())
        .isInstanceOfSatisfying(
            ChangeSource.Slice.Changes.class,
            slice -> {
              assertThat(slice.changes()).extracting(Committed::sequence).containsExactly(3L);
              assertThat(slice.toTheEnd()).isFalse();
            });
  }
}
