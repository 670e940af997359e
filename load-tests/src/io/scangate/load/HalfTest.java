package io.scangate.load;

import io.scangate.load.Fleet.Order;
import io.scangate.load.GatewayProcess.Setup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/**
 * How long a scan takes at half of what the gateway serves at most, near-cache hits, against a bare
 * Vert.x handler that is asked for the same at the same rate. Both have the same core, the other
 * being idle meanwhile; they are asked in turns. Confined to the thread of the test.
 */
final class HalfTest {
  private static final double FROM = 8_000;
  private static final double WARM_UP = 12;
  private static final double STEP = 3;
  private static final int ROUNDS = 7;
  private static final double MOST = 1.5;

  private final Rig rig;
  private final Scenario.Options options;

  HalfTest(Rig rig, Scenario.Options options) {
    this.rig = rig;
    this.options = options;
  }

  /** What was found of one of both, a figure for each round. */
  private record Found(List<Double> p50, List<Double> p99, List<Double> p999) {
    Found() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(Phase phase) {
      p50.add(phase.millis(50));
      p99.add(phase.millis(99));
      p999.add(phase.millis(99.9));
    }

    String text() {
      return "p50 %.3f, p99 %.2f, p99.9 %.2f ms"
          .formatted(Rounds.median(p50), Rounds.median(p99), Rounds.median(p999));
    }
  }

  void play() throws IOException {
    GatewayProcess gateway = rig.gateway(Setup.plain("gateway", rig.city()));
    Crowd crowd = rig.crowd(Mix.PHONES);
    String answer = answer(gateway, crowd.next());
    Order order = new Order(Wire.HTTP_1, options.connections(), false, Truth.STILL, rig.seed());
    try (BareProcess bare = new BareProcess(rig.city().folder(), answer)) {
      Fleet scans = rig.fleet(order);
      Fleet plain = rig.fleet(order, bare.target());
      rig.warmUp(scans, crowd, Pace.ramp(1_000, 4 * FROM, WARM_UP), WARM_UP);
      rig.warmUp(plain, crowd, Pace.ramp(1_000, 4 * FROM, WARM_UP), WARM_UP);
      Saturation most = Saturation.find(rig, "gateway", scans, crowd, FROM, STEP);
      compare(scans, plain, crowd, most.goodput() / 2);
      rig.close(scans);
      rig.close(plain);
    }
  }

  private void compare(Fleet scans, Fleet plain, Crowd crowd, double rate) {
    Found gateway = new Found();
    Found bare = new Found();
    long wrong = 0;
    for (int round = 0; round < ROUNDS; round++) {
      bare.add(run("bare Vert.x at half", plain, crowd, rate));
      Phase phase = run("gateway at half", scans, crowd, rate);
      gateway.add(phase);
      wrong += phase.of(Fate.WRONG);
    }
    rig.report()
        .note(
            "At %s a second: gateway %s; bare Vert.x %s; medians of %d rounds."
                .formatted(Report.figure(rate), gateway.text(), bare.text(), ROUNDS));
    rig.report()
        .atMost(
            "p50 at half of saturation against bare Vert.x",
            MOST,
            Rounds.median(gateway.p50()) / Rounds.median(bare.p50()));
    rig.report().none("wrong answers", wrong);
  }

  private Phase run(String name, Fleet fleet, Crowd crowd, double rate) {
    return rig.run(name, fleet, crowd, Pace.steady(rate), options.seconds());
  }

  /** What the gateway answers to a scan: the reference answers the same to each. */
  private String answer(GatewayProcess gateway, Shot shot) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://%s:%d/v1/scans".formatted(Target.HOST, gateway.target().main())))
                  .header("Authorization", "Bearer " + rig.city().deviceKeys().getFirst())
                  .header("Content-Type", "text/plain")
                  .POST(BodyPublishers.ofByteArray(shot.text()))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("a scan was answered " + answer.statusCode());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
