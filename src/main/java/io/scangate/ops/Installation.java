package io.scangate.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.function.LongSupplier;

/** Gauges of what this process is and of what it needs to have renewed in time. Shared. */
public final class Installation {
  /** What has an end. */
  public enum Expiring {
    /** The last epoch key held for dynamic codes. */
    EPOCH_KEYS("epoch-keys"),
    /** The trust list. */
    TRUST_LIST("trust-list"),
    /** The first key of the trust list to end. */
    TRUSTED_KEY("trusted-key"),
    /** The certificate that scanners and phones are shown. */
    SERVER_CERTIFICATE("server-certificate");

    private final String tag;

    Expiring(String tag) {
      this.tag = tag;
    }
  }

  private final PrometheusMeterRegistry registry;

  /** Gauges in that registry. */
  public Installation(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /** Watches the time that something has left, in seconds; negative when it is over. */
  public void watchExpiry(Expiring what, LongSupplier secondsLeft) {
    Gauge.builder(Names.EXPIRY, secondsLeft, LongSupplier::getAsLong)
        .description("Time until something the gateway needs is out of date")
        .tag("of", what.tag)
        .strongReference(true)
        .register(registry);
  }

  /** Tells the version of this build. */
  public void build(String version) {
    tell(Names.BUILD, "The version of this build", Labels.of("version", version));
  }

  /**
   * Tells what was chosen at start-up.
   *
   * @param cryptography the provider of the cryptography
   * @param transport the network transport of the event loops
   */
  public void runsOn(String cryptography, String transport) {
    tell(
        Names.RUNS_ON,
        "The implementations that were chosen at start-up",
        Labels.of("crypto", cryptography, "transport", transport));
  }

  /** Micrometer knows no metric of the type info. */
  private void tell(String name, String help, Labels labels) {
    InfoSnapshot info =
        InfoSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build())
            .build();
    registry.getPrometheusRegistry().register((Collector) () -> info);
  }
}
