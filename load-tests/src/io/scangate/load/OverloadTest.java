package io.scangate.load;

import io.scangate.embedded.FaultyProxy;
import io.scangate.load.Fleet.Order;
import io.scangate.load.GatewayProcess.Setup;
import java.io.IOException;
import java.time.Duration;

/**
 * Far more than is served: where work is dear against refusing it, and where it is not. Confined to
 * the thread of the test.
 */
final class OverloadTest {
  private static final double WARM_UP = 10;
  private static final double STEP = 3;
  private static final double AFTER = 5;
  private static final double LEAST = 0.9;
  private static final double MOST_RECOVERY = 2;
  private static final Duration SLOWED = Duration.ofMillis(4);
  private static final long SMALL_CACHE = 1 << 20;

  /** More than any generator offers. */
  private static final double EVERYTHING = 400_000;

  private final Rig rig;
  private final Scenario.Options options;

  OverloadTest(Rig rig, Scenario.Options options) {
    this.rig = rig;
    this.options = options;
  }

  void play() throws IOException {
    if (options.plays("signatures")) {
      GatewayProcess gateway =
          rig.gateway(Setup.plain("signatures", rig.city()).withoutNativeCrypto());
      play("signatures", Mix.PAPER, 400, new double[] {2, 5, 10});
      rig.stop(gateway);
    }
    if (options.plays("misses")) {
      try (FaultyProxy slow = FaultyProxy.before(rig.city().redisPort())) {
        GatewayProcess gateway =
            rig.gateway(
                Setup.plain("misses", rig.city()).holding(SMALL_CACHE).through(slow.port()));
        slow.delay(SLOWED);
        play("misses", Mix.PHONES, 200, new double[] {2, 5, 10});
        rig.stop(gateway);
      }
    }
    if (options.plays("hits")) {
      GatewayProcess gateway = rig.gateway(Setup.plain("hits", rig.city()));
      play("hits", Mix.PHONES, 10_000, new double[] {});
      rig.stop(gateway);
    }
  }

  private void play(String name, Mix mix, double from, double[] times) {
    Fleet fleet =
        rig.fleet(new Order(Wire.HTTP_1, options.connections(), false, Truth.STILL, rig.seed()));
    Crowd crowd = rig.crowd(mix);
    rig.warmUp(fleet, crowd, Pace.ramp(from / 5, from, WARM_UP / 2), WARM_UP);
    Saturation found = Saturation.find(rig, name, fleet, crowd, from, STEP);
    double most = found.goodput();
    Phase usual = run(name + " at half", fleet, crowd, most / 2, AFTER);
    double limit = Recovery.limit(usual);
    for (double factor : times) {
      overload(name + " at %.0fx".formatted(factor), fleet, crowd, most, factor * most, limit);
    }
    if (times.length == 0) {
      overload(name + ", all there is", fleet, crowd, most, EVERYTHING, limit);
    }
    rig.close(fleet);
  }

  private void overload(
      String name, Fleet fleet, Crowd crowd, double most, double rate, double limit) {
    Phase over = run(name, fleet, crowd, rate, options.seconds());
    rig.report().atLeast(name + ": goodput against its maximum", LEAST, over.goodput() / most);
    rig.report().none(name + ": wrong answers", over.of(Fate.WRONG));
    Phase after = run(name + ", after", fleet, crowd, most / 2, AFTER);
    rig.report()
        .atMost(
            name + ": seconds to normal latency",
            MOST_RECOVERY,
            Recovery.seconds(after.tally(), limit));
  }

  private Phase run(String name, Fleet fleet, Crowd crowd, double rate, double seconds) {
    return rig.run(name, fleet, crowd, Pace.steady(rate), seconds);
  }
}
