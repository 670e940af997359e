package io.scangate.load;

import io.scangate.load.Fleet.Order;
import io.scangate.load.GatewayProcess.Setup;
import java.io.IOException;

/**
 * The morning of 10 January 2022 in Guangdong, when the code of a province went down from 8:31 to
 * 9:56 at 1.4 million requests a minute: phones that show and doors that scan, rising to that rate
 * within as many seconds as it took minutes, and staying there. Confined to the thread of the test.
 */
final class Yuekang {
  private static final double A_MINUTE = 1_400_000;
  private static final double PEAK = A_MINUTE / 60;
  private static final double SHOWS = 0.5;
  private static final double WARM_UP = 10;
  private static final double RISE = 20;
  private static final double WELL = 0.995;
  private static final double STEP = 3;

  private final Rig rig;
  private final Scenario.Options options;

  Yuekang(Rig rig, Scenario.Options options) {
    this.rig = rig;
    this.options = options;
  }

  void play() throws IOException {
    var _ = rig.gateway(Setup.plain("gateway", rig.city()));
    Order order = new Order(Wire.HTTP_1, options.connections(), false, Truth.STILL, rig.seed());
    Fleet fleet = rig.fleet(order);
    Crowd crowd = rig.crowd(Mix.STREET.showing(SHOWS));
    rig.warmUp(fleet, crowd, Pace.ramp(PEAK / 20, PEAK / 2, WARM_UP / 2), WARM_UP);
    Phase rise = rig.run("the rise", fleet, crowd, Pace.ramp(PEAK / 10, PEAK, RISE), RISE);
    Phase peak = rig.run("the peak", fleet, crowd, Pace.steady(PEAK), options.seconds());
    Saturation found = Saturation.find(rig, "beyond", fleet, crowd, PEAK * 1.5, STEP);
    rig.close(fleet);
    rig.report().atLeast("the rise: share served well", WELL, share(rise));
    rig.report().atLeast("the peak: share served well", WELL, share(peak));
    rig.report().none("wrong answers", rise.of(Fate.WRONG) + peak.of(Fate.WRONG) + found.wrong());
    tellNodes(peak, found);
  }

  private void tellNodes(Phase peak, Saturation found) {
    double half = found.goodput() / 2;
    long cores = (long) Math.ceil(PEAK / half);
    rig.report()
        .note(
            "1.4 million requests a minute are %s a second; one event loop on one core of this machine served %s at the peak, with %.2f of the core, and %s a second at most%s."
                .formatted(
                    Report.figure(PEAK),
                    Report.figure(peak.goodput()),
                    peak.cpuSeconds() / peak.seconds(),
                    Report.figure(found.goodput()),
                    found.generatorLimited() ? ", which is all that the generator offers" : ""));
    rig.report()
        .note(
            "At half of that, so that one of two may fail, the province needs %d such core%s; as nodes with one core each and one to spare: %d. Ten times the morning, as in Xi'an: %d."
                .formatted(
                    cores,
                    cores == 1 ? "" : "s",
                    cores + 1,
                    (long) Math.ceil(10 * PEAK / half) + 1));
  }

  private static double share(Phase phase) {
    return (double) phase.of(Fate.GOOD) / phase.tally().offered();
  }
}
