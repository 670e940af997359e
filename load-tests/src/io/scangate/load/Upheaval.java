package io.scangate.load;

import io.scangate.load.Fleet.Order;
import io.scangate.load.GatewayProcess.Setup;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/**
 * What must cost no scan: colours that turn by the hundred thousand, a dead Redis, gateways that
 * are brought up to date. Scanners behave as they are told to, and make a scan again that was shed
 * or lost. Confined to the thread of the test.
 */
final class Upheaval {
  private static final int TURNING = 100_000;
  private static final int AT_ONCE = 2_000;
  private static final double RATE = 4_000;
  private static final double WARM_UP = 8;
  private static final double AFTER = 6;
  private static final double LIVE = 0.99;

  /** As the runbook has it: every scanner has had to connect anew before the next gateway goes. */
  private static final double UNTIL_THE_NEXT = 10;

  private static final String AGE = "connection-age: PT8S";

  private final Rig rig;
  private final Scenario.Options options;

  Upheaval(Rig rig, Scenario.Options options) {
    this.rig = rig;
    this.options = options;
  }

  private interface Meanwhile {
    void happen() throws IOException;
  }

  /** A hundred thousand people turn. */
  void flipStorm() throws IOException {
    raise(UnaryOperator.identity());
    Flips flips = new Flips(rig.city());
    play(
        Wire.HTTP_1,
        flips,
        () -> {
          long begun = System.nanoTime();
          for (int person = 0; person < TURNING; person++) {
            flips.turn(person);
            if (person % AT_ONCE == AT_ONCE - 1) {
              rig.city().nudge();
            }
          }
          rig.report()
              .note(
                  "%,d people turned; committed within %.1f s."
                      .formatted(TURNING, (System.nanoTime() - begun) / 1e9));
        });
  }

  /** Redis is killed, and comes back after eight seconds. */
  void redisDown() throws IOException {
    raise(UnaryOperator.identity());
    play(
        Wire.HTTP_1,
        Truth.STILL,
        () -> {
          rig.city().killRedis();
          Rig.say("Redis is killed");
          pause(8);
          rig.city().startRedis();
          Rig.say("Redis is back");
        });
  }

  /** Both gateways are brought up to date, one after the other. */
  void rollingRestart() throws IOException {
    raise(setup -> setup.with(AGE));
    for (Wire wire : new Wire[] {Wire.HTTP_1, Wire.LINE}) {
      if (options.plays(wire.text())) {
        play(
            wire,
            Truth.STILL,
            () -> {
              for (GatewayProcess gateway : rig.gateways()) {
                gateway.restart();
                Rig.say("gateway " + gateway.name() + " is back");
                pause(UNTIL_THE_NEXT);
              }
            });
      }
    }
  }

  private void raise(UnaryOperator<Setup> how) throws IOException {
    for (String name : new String[] {"north", "south"}) {
      var _ = rig.gateway(how.apply(Setup.plain(name, rig.city())));
    }
  }

  private void play(Wire wire, Truth truth, Meanwhile meanwhile) throws IOException {
    int connections = wire == Wire.LINE ? 8 : options.connections();
    Fleet fleet = rig.fleet(new Order(wire, connections, true, truth, rig.seed()));
    Crowd crowd = rig.crowd(Mix.STREET);
    double rate = options.rate() > 0 ? options.rate() : RATE;
    rig.warmUp(fleet, crowd, Pace.ramp(rate / 10, rate, WARM_UP / 2), WARM_UP);
    Thread happening = Thread.ofPlatform().name("meanwhile").unstarted(() -> later(meanwhile));
    happening.start();
    long lost = 0;
    long wrong = 0;
    double inTime = 1;
    double longest = 0;
    do {
      Phase during =
          rig.run(wire.text() + " during", fleet, crowd, Pace.steady(rate), options.seconds());
      lost += lost(during);
      wrong += during.of(Fate.WRONG);
      inTime = Math.min(inTime, during.tally().shareInTime());
      longest = Math.max(longest, during.millis(100));
    } while (happening.isAlive());
    Phase after = rig.run(wire.text() + " after", fleet, crowd, Pace.steady(rate), AFTER);
    rig.close(fleet);
    rig.report()
        .note(
            "%s: %.2f %% of the answers came within a second of the instant at which they were due; the longest took %.1f s, with what else was asked of the one core."
                .formatted(wire.text(), 100 * inTime, longest / 1_000));
    String what = wire.text() + ": scans ";
    rig.report().none(what + "lost", lost + lost(after));
    rig.report().none(what + "wrong", wrong + after.of(Fate.WRONG));
    rig.report()
        .atLeast(
            what + "live again afterwards, share",
            LIVE,
            (double) after.of(Fate.GOOD) / after.tally().offered());
  }

  private void later(Meanwhile meanwhile) {
    pause(options.seconds() / 8);
    try {
      meanwhile.happen();
    } catch (IOException e) {
      rig.report().none("failures of the test itself: " + e.getMessage(), 1);
    }
  }

  private static long lost(Phase phase) {
    return phase.of(Fate.LATE) + phase.of(Fate.FAILED) + phase.of(Fate.SHED) + phase.open();
  }

  private static void pause(double seconds) {
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
