package io.scangate.load;

import io.scangate.embedded.FaultyProxy;
import io.scangate.load.Fleet.Order;
import io.scangate.load.GatewayProcess.Setup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Far more than is served: where work is dear against refusing it, and where it is not. Confined to
 * the thread of the test.
 */
final class OverloadTest {
  private static final double WARM_UP = 14;
  private static final double STEP = 3;
  private static final double AFTER = 3;
  private static final int ROUNDS = 3;
  private static final double LEAST = 0.9;
  private static final double MOST_RECOVERY = 2;
  private static final Duration SLOWED = Duration.ofMillis(4);

  /** Of a hundred people one is held, so that nearly every scan is a miss at any rate. */
  private static final long SMALL_CACHE = 1 << 16;

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
    rig.warmUp(fleet, crowd, Pace.ramp(from / 5, 2 * from, WARM_UP), WARM_UP);
    Saturation found = Saturation.find(rig, name, fleet, crowd, from, STEP);
    Load load = new Load(name, fleet, crowd, found);
    double limit = Recovery.limit(run(load, "at half", found.goodput() / 2, AFTER));
    List<Found> all = new ArrayList<>();
    for (double factor : times) {
      all.add(overload(load, "at %.0fx".formatted(factor), factor * found.goodput(), limit));
    }
    if (times.length == 0) {
      all.add(overload(load, "all there is", EVERYTHING, limit));
    }
    tell(name, all);
    rig.close(fleet);
  }

  /** What is offered to whom, and the most of it that is served. */
  private record Load(String name, Fleet fleet, Crowd crowd, Saturation most) {}

  /** What was found at one factor: medians of the rounds. */
  private record Found(String name, double most, double goodput, double recovery, long wrong) {}

  /** The most and far more in turns, since what the machine gives changes by the minute. */
  private Found overload(Load load, String name, double rate, double limit) {
    List<Double> most = new ArrayList<>();
    List<Double> goodput = new ArrayList<>();
    List<Double> recovery = new ArrayList<>();
    long wrong = 0;
    for (int round = 0; round < ROUNDS; round++) {
      most.add(run(load, "at its most", load.most().rate(), STEP).goodput());
      Phase over = run(load, name, rate, options.seconds());
      goodput.add(over.goodput());
      wrong += over.of(Fate.WRONG);
      Phase after = run(load, name + ", after", load.most().goodput() / 2, AFTER);
      recovery.add(Recovery.seconds(after.tally(), limit));
    }
    return new Found(
        name, Rounds.median(most), Rounds.median(goodput), Rounds.median(recovery), wrong);
  }

  /** The maximum is what was served best at any rate, for somewhat too much may be it. */
  private void tell(String name, List<Found> all) {
    double most =
        all.stream().mapToDouble(each -> Math.max(each.most(), each.goodput())).max().orElse(0);
    for (Found each : all) {
      String what = name + " " + each.name();
      rig.report().atLeast(what + ": goodput against its maximum", LEAST, each.goodput() / most);
      rig.report().none(what + ": wrong answers", each.wrong());
      rig.report().atMost(what + ": seconds to normal latency", MOST_RECOVERY, each.recovery());
    }
  }

  private Phase run(Load load, String name, double rate, double seconds) {
    return rig.run(
        load.name() + " " + name, load.fleet(), load.crowd(), Pace.steady(rate), seconds);
  }
}
