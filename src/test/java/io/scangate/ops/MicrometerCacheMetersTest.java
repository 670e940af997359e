package io.scangate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class MicrometerCacheMetersTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MicrometerCacheMeters meters = new MicrometerCacheMeters(registry);

  private double value(String name, String... tags) {
    return registry
        .get(name)
        .tags(tags)
        .meters()
        .iterator()
        .next()
        .measure()
        .iterator()
        .next()
        .getValue();
  }

  @Test
  void whatIsCountedIsTold() {
    meters.nearHit();
    meters.nearHit();
    meters.nearMiss();
    meters.turnedAway();
    meters.fetched(CacheMeters.Fetch.MISMATCH, 3, 1_000);
    meters.gap(4, CacheMeters.Gap.WENT_BACK);
    assertThat(value("scangate.cache.lookups", "result", "hit")).isEqualTo(2);
    assertThat(value("scangate.cache.lookups", "result", "miss")).isEqualTo(1);
    assertThat(value("scangate.cache.turned.away")).isEqualTo(1);
    assertThat(value("scangate.cache.fetch", "outcome", "mismatch")).isEqualTo(1);
    assertThat(value("scangate.feed.gaps", "kind", "went-back")).isEqualTo(1);
    assertThat(value("scangate.feed.gaps", "kind", "missing")).isZero();
  }

  @Test
  void namesAndUnitsAreThoseOfPrometheus() {
    meters.watchPartition(3, () -> 1_500_000, () -> 7);
    meters.watchNear(() -> 64, () -> 1_770);
    meters.commitToDoor(4_000);
    meters.reportToDoor(400_000);
    meters.clockOffset(-250_000);
    meters.list("orders", 12);
    meters.list("orders", 13);
    assertThat(registry.scrape().lines())
        .contains(
            "scangate_feed_age_seconds{partition=\"3\"} 1.5",
            "scangate_feed_unconfirmed_buckets{partition=\"3\"} 7.0",
            "scangate_cache_near_codes 64.0",
            "scangate_cache_near_size_bytes 1770.0",
            "scangate_feed_commit_to_door_seconds_bucket{le=\"0.002\"} 0",
            "scangate_feed_commit_to_door_seconds_bucket{le=\"0.005\"} 1",
            "scangate_feed_report_to_door_seconds_bucket{le=\"0.25\"} 0",
            "scangate_feed_report_to_door_seconds_bucket{le=\"0.5\"} 1",
            "scangate_clock_offset_seconds -0.25",
            "scangate_list_number{list=\"orders\"} 13.0");
  }
}
