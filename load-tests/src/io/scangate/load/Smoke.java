package io.scangate.load;

import io.scangate.load.Fleet.Order;
import io.scangate.load.GatewayProcess.Setup;
import java.io.IOException;

/** Twenty seconds over every wire in clear text. Confined to the thread of the test. */
final class Smoke {
  private static final double RATE = 300;

  private final Rig rig;
  private final Scenario.Options options;

  Smoke(Rig rig, Scenario.Options options) {
    this.rig = rig;
    this.options = options;
  }

  void play() throws IOException {
    var _ = rig.gateway(Setup.plain("gateway", rig.city()));
    double seconds = options.seconds() / 4;
    long wrong = 0;
    for (Wire wire : new Wire[] {Wire.HTTP_1, Wire.HTTP_2, Wire.LINE}) {
      Mix mix = wire == Wire.LINE ? Mix.STREET : Mix.STREET.showing(0.2);
      int connections = wire == Wire.HTTP_1 ? 50 : 4;
      Fleet fleet = rig.fleet(new Order(wire, connections, false, Truth.STILL, rig.seed()));
      Crowd crowd = rig.crowd(mix);
      rig.warmUp(fleet, crowd, Pace.ramp(20, RATE, seconds / 3), seconds / 3);
      Phase phase = rig.run(wire.text(), fleet, crowd, Pace.steady(RATE), seconds);
      rig.close(fleet);
      wrong += phase.of(Fate.WRONG);
      rig.report().atLeast(wire.text() + ": share served well", 0.99, served(phase));
    }
    rig.report().none("wrong answers", wrong);
  }

  private static double served(Phase phase) {
    return (double) phase.of(Fate.GOOD) / phase.tally().offered();
  }
}
