package io.scangate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.ops.Installation.Expiring;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of metrics and the registry say the same. */
class MetricsPageTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(scangate_\\w+)` \\| (\\w+) \\|", Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile("^# TYPE (scangate_\\w+) (\\w+)$", Pattern.MULTILINE);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @BeforeEach
  void makeEveryMeter() {
    var _ = PrometheusScanMeters.in(registry).forLoop();
    Installation installation = new Installation(registry);
    installation.build("1");
    installation.runsOn("JDK", "nio");
    installation.watchExpiry(Expiring.TRUST_LIST, () -> 1);
    CacheMeters cache = new MicrometerCacheMeters(registry);
    cache.watchNear(() -> 1, () -> 1);
    cache.watchPartition(0, () -> 1, () -> 1);
    cache.list("orders", 1);
    var _ = new MicrometerLinkMeters(registry, "codes");
    new MicrometerSignInMeters(registry, "staff").watchKeys(() -> 1, () -> 1);
    var _ = new MicrometerIssuerMeters(registry);
    var _ = new MicrometerPublishMeters(registry, 1);
    var _ = new ClockMeters(registry);
    var _ = new BulkMeters(registry);
    var _ = new ScanRecordMeters(registry);
    var _ = new ConversionMeters(registry);
    var _ = new GateListMeters(registry, List.of("orders"), System::nanoTime);
    var _ = new RootMeters(registry);
    for (RoundMeters.Work work : RoundMeters.Work.values()) {
      var _ = new RoundMeters(registry, work);
    }
    new MicrometerScanLogMeters(registry).watchSpool(() -> 1);
    new MicrometerIntakeMeters(registry, List.of("laboratory")).watchWaiting(() -> 1);
    var _ = new ProblemMeters(registry);
    var _ = new QueueMeters(registry);
    var _ = new TransferMeters(registry);
    var _ = new PeerMeters(registry);
    var _ = new NoticeMeters(registry);
    var _ = new MicrometerCaseworkMeters(registry, List.of("see-own-permissions"));
  }

  private static SortedMap<String, String> found(Pattern pattern, String text) {
    SortedMap<String, String> found = new TreeMap<>();
    for (Matcher row = pattern.matcher(text); row.find(); ) {
      found.put(row.group(1), row.group(2));
    }
    return found;
  }

  /** Micrometer adds the largest value of late to what it times; the page says so once. */
  private SortedMap<String, String> shown() {
    SortedMap<String, String> shown = found(TYPE, registry.scrape());
    shown.keySet().removeIf(name -> name.endsWith("_max"));
    // The text format writes an info as a gauge.
    shown.replaceAll((name, type) -> name.endsWith("_info") ? "info" : type);
    return shown;
  }

  @Test
  void everyMetricIsDescribedWithItsType() throws IOException {
    assertThat(found(ROW, Files.readString(Path.of("src/docs/metrics.md")))).isEqualTo(shown());
  }

  @Test
  void everyNameOfTheDoorIsShown() throws IllegalAccessException {
    TreeSet<String> names = new TreeSet<>();
    for (Field field : Names.class.getDeclaredFields()) {
      if (field.getType() == String.class) {
        names.add((String) field.get(null));
      }
    }
    assertThat(shown().keySet()).containsAll(names);
  }
}
