package io.scangate.load;

import io.scangate.load.Fleet.Order;
import io.scangate.load.GatewayProcess.Setup;
import java.io.IOException;
import java.util.List;

/**
 * Half of saturation for a long time: does memory stay what it is? Confined to the thread of the
 * test.
 */
final class Soak {
  private static final double FROM = 8_000;
  private static final double WARM_UP = 15;
  private static final double STEP = 3;
  private static final double WELL = 0.98;
  private static final double FLAT = 1.1;
  private static final double MOST_SPOOL_MIB = 1;

  private final Rig rig;
  private final Scenario.Options options;

  Soak(Rig rig, Scenario.Options options) {
    this.rig = rig;
    this.options = options;
  }

  void play() throws IOException {
    var _ = rig.gateway(Setup.plain("gateway", rig.city()).holding(options.nearCache()));
    Fleet fleet =
        rig.fleet(new Order(Wire.HTTP_1, options.connections(), false, Truth.STILL, rig.seed()));
    Crowd crowd = rig.crowd(options.mix());
    rig.warmUp(fleet, crowd, Pace.ramp(FROM / 10, FROM, WARM_UP), WARM_UP);
    double rate =
        options.rate() > 0
            ? options.rate()
            : Saturation.find(rig, "before", fleet, crowd, FROM, STEP).goodput() / 2;
    rig.report().setting("rate", rate);
    Phase soak = rig.run("soak", fleet, crowd, Pace.steady(rate), options.seconds());
    rig.close(fleet);
    rig.report().none("wrong answers", soak.of(Fate.WRONG));
    rig.report()
        .atLeast("share served well", WELL, (double) soak.of(Fate.GOOD) / soak.tally().offered());
    for (String what : List.of("gateway.memory", "redis.memory")) {
      // Redis keeps ten minutes of the feed: before that it has not all that it will have.
      rig.report()
          .atMost(
              what + ": last quarter against the third",
              FLAT,
              mean(soak, what, 0.75, 1) / mean(soak, what, 0.5, 0.75));
    }
    rig.report().atMost("spool, MiB", MOST_SPOOL_MIB, mean(soak, "gateway.spool", 0.75, 1));
  }

  private double mean(Phase phase, String what, double from, double to) {
    return rig.samples().stream()
        .filter(sample -> sample.seconds() >= phase.begun() + from * phase.seconds())
        .filter(sample -> sample.seconds() <= phase.begun() + to * phase.seconds())
        .filter(sample -> sample.values().containsKey(what))
        .mapToDouble(sample -> sample.values().get(what))
        .average()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
