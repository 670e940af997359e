package io.scangate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedisMetersTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @Test
  void aLinkIsSeenInPrometheus() {
    LinkMeters meters = new MicrometerLinkMeters(registry, "cache");
    meters.roundTrip(3, TimeUnit.MICROSECONDS.toNanos(80));
    meters.deadlineMissed(2);
    meters.turnedAway(5);
    meters.connected();
    meters.connectFailed();
    meters.lost(LinkMeters.Loss.OVERDUE);

    assertThat(registry.scrape())
        .contains(
            "scangate_redis_round_trip_seconds_bucket{link=\"cache\",le=\"1.0E-4\"} 1",
            "scangate_redis_round_trip_seconds_bucket{link=\"cache\",le=\"5.0E-5\"} 0",
            "scangate_redis_batch_commands_sum{link=\"cache\"} 3.0",
            "scangate_redis_deadline_misses_total{link=\"cache\"} 2.0",
            "scangate_redis_turned_away_total{link=\"cache\"} 5.0",
            "scangate_redis_connects_total{link=\"cache\"} 1.0",
            "scangate_redis_connect_failures_total{link=\"cache\"} 1.0",
            "scangate_redis_losses_total{link=\"cache\",reason=\"overdue\"} 1.0",
            "scangate_redis_losses_total{link=\"cache\",reason=\"mismatch\"} 0.0");
  }

  @Test
  void theScanLogIsSeenInPrometheus() {
    MicrometerScanLogMeters meters = new MicrometerScanLogMeters(registry);
    meters.appended(40);
    meters.spooled(30);
    meters.delivered(20);
    meters.dropped(10);
    meters.watchSpool(() -> 1_000);
    meters.watchSpool(() -> 24);

    assertThat(registry.scrape())
        .contains(
            "scangate_scan_log_appended_records_total 40.0",
            "scangate_scan_log_spooled_records_total 30.0",
            "scangate_scan_log_delivered_records_total 20.0",
            "scangate_scan_log_dropped_records_total 10.0",
            "scangate_scan_log_block_records_sum 40.0",
            "scangate_scan_log_spool_bytes 1024.0");
  }
}
