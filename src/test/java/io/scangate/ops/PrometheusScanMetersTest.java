package io.scangate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.credential.Fault;
import io.scangate.health.Colour;
import io.scangate.ops.LoopMeters.Shed;
import io.scangate.ops.LoopMeters.Stage;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Outcome;
import io.scangate.verdict.Reason;
import io.scangate.verdict.Verdict;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrometheusScanMetersTest {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ScanMeters meters = PrometheusScanMeters.in(registry);

  private List<String> lines() {
    return registry.scrape().lines().toList();
  }

  @Test
  void verdictsOfAllLoopsAreAddedUp() {
    LoopMeters first = meters.forLoop();
    LoopMeters second = meters.forLoop();
    Verdict admitted = new Verdict(Outcome.ADMIT, Reason.GREEN, Colour.GREEN, Basis.LIVE, 1);
    first.verdict(admitted);
    second.verdict(admitted);
    second.verdict(Verdict.rejected(Fault.MALFORMED));
    assertThat(lines())
        .contains(
            "scangate_verdicts_total{basis=\"live\",reason=\"green\",verdict=\"ADMIT\"} 2.0",
            "scangate_verdicts_total{basis=\"none\",reason=\"malformed\",verdict=\"REFUSE\"} 1.0",
            "scangate_verdicts_total{basis=\"stale\",reason=\"red\",verdict=\"REFUSE\"} 0.0");
  }

  @Test
  void aVerdictThatIsUnusualIsShownOnceItWasGiven() {
    LoopMeters loop = meters.forLoop();
    String series =
        "scangate_verdicts_total{basis=\"code\",reason=\"unavailable\",verdict=\"REFUSE\"}";
    assertThat(lines()).noneMatch(line -> line.startsWith(series));
    loop.verdict(new Verdict(Outcome.REFUSE, Reason.UNAVAILABLE, Colour.GREEN, Basis.CODE, 0));
    assertThat(lines()).contains(series + " 1.0");
  }

  @Test
  void aLatencyStandsInTheBucketThatItDoesNotExceed() {
    LoopMeters loop = meters.forLoop();
    loop.scan(1_000);
    loop.scan(1_001);
    loop.scan(6_000_000_000L);
    assertThat(lines())
        .contains(
            "scangate_scan_seconds_bucket{le=\"1.0E-6\"} 1",
            "scangate_scan_seconds_bucket{le=\"2.0E-6\"} 2",
            "scangate_scan_seconds_bucket{le=\"5.0\"} 2",
            "scangate_scan_seconds_bucket{le=\"+Inf\"} 3",
            "scangate_scan_seconds_count 3",
            "scangate_scan_seconds_sum 6.000002001");
  }

  @Test
  void stagesAreTimedForOneScanInSixteen() {
    LoopMeters loop = meters.forLoop();
    assertThat(IntStream.range(0, 64).filter(scan -> loop.timesStages()).count()).isEqualTo(4);
    loop.stage(Stage.JUDGE, 40);
    assertThat(lines()).contains("scangate_scan_stage_seconds_count{stage=\"judge\"} 1");
  }

  @Test
  void everythingElseThatIsCountedIsShown() {
    LoopMeters loop = meters.forLoop();
    loop.shed(Shed.DEVICE_RATE);
    loop.problem(413);
    loop.skew(40);
    loop.skew(-31);
    loop.connections(7);
    loop.waiting(3);
    loop.lag(2_000_000);
    assertThat(lines())
        .contains(
            "scangate_shed_requests_total{reason=\"device-rate\"} 1.0",
            "scangate_http_problems_total{status=\"413\"} 1.0",
            "scangate_code_skew_seconds_sum{direction=\"late\"} 40.0",
            "scangate_code_skew_seconds_sum{direction=\"early\"} 31.0",
            "scangate_connections 7.0",
            "scangate_waiting_scans 3.0",
            "scangate_event_loop_lag_seconds_count 1");
  }

  @Test
  void whatTheInstallationIsAndNeedsIsShown() {
    Installation installation = new Installation(registry);
    installation.watchExpiry(Installation.Expiring.TRUST_LIST, () -> 86_400);
    installation.build("1.2.3");
    installation.runsOn("ACCP", "epoll");
    assertThat(lines())
        .contains(
            "scangate_expiry_seconds{of=\"trust-list\"} 86400.0",
            "scangate_build_info{version=\"1.2.3\"} 1",
            "scangate_runs_on_info{crypto=\"ACCP\",transport=\"epoll\"} 1");
  }

  @Test
  void theJvmIsWatched() {
    try (JvmMeters jvm = JvmMeters.in(registry)) {
      assertThat(jvm).isNotNull();
      assertThat(registry.scrape())
          .contains("jvm_memory_used_bytes", "jvm_gc_", "jvm_threads_live");
    }
  }
}
