package io.scangate.load;

import io.scangate.LoadCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Everything that a scenario has: a city on a real Redis, gateways in processes of their own, one
 * generator, a watch, a report. Stops what it started. Confined to the thread of the test.
 */
final class Rig implements AutoCloseable {
  private static final int DOORS = 200;

  /** More than one core sends in a second, whatever is asked for. */
  private static final int MOST_A_SECOND = 250_000;

  /** Beyond that codes are made while they are sent: phones' codes live for a minute. */
  private static final double LONGEST_STOCK = 25;

  private static final double SLICE = 0.1;
  private static final double LONG_SLICE = 1;
  private static final double LONG = 120;

  private final Path folder;
  private final LoadCity city;
  private final Generator generator = new Generator();
  private final List<GatewayProcess> gateways = new CopyOnWriteArrayList<>();
  private final Report report;
  private final long begun = System.nanoTime();
  private final Watch watch;
  private final long seed;
  private int phases;

  /** Founds the city. */
  Rig(Report report, int people, long seed) throws IOException {
    this.report = report;
    this.seed = seed;
    this.folder = Files.createTempDirectory("scangate-load");
    say("a city of %,d people is founded".formatted(people));
    report.setting("people", people);
    report.setting("doors", DOORS);
    city = new LoadCity(folder, people, DOORS, seed);
    watch = new Watch(begun, () -> gateways, city::redisPid);
  }

  LoadCity city() {
    return city;
  }

  Report report() {
    return report;
  }

  long seed() {
    return seed;
  }

  /** What the watch has seen so far. */
  List<Watch.Sample> samples() {
    return watch.samples();
  }

  /** Tells who waits in front of the screen how it goes. */
  static void say(String line) {
    System.err.println(line);
  }

  /** Starts one gateway more. */
  GatewayProcess gateway(GatewayProcess.Setup setup) throws IOException {
    GatewayProcess gateway = new GatewayProcess(city, setup);
    gateways.add(gateway);
    say("gateway " + setup.name() + " is fresh");
    return gateway;
  }

  /** Stops a gateway. */
  void stop(GatewayProcess gateway) {
    gateways.remove(gateway);
    gateway.close();
  }

  List<GatewayProcess> gateways() {
    return gateways;
  }

  /** Connects callers to all gateways. */
  Fleet fleet(Fleet.Order order) {
    say("%,d connections by %s".formatted(order.connections(), order.wire().text()));
    return generator.open(
        order, gateways.stream().map(GatewayProcess::target).toList(), city.deviceKeys());
  }

  /** Connects callers to something else that answers as a gateway does. */
  Fleet fleet(Fleet.Order order, Target target) {
    return generator.open(order, List.of(target), city.deviceKeys());
  }

  void close(Fleet fleet) {
    generator.close(fleet);
  }

  Crowd crowd(Mix mix) {
    return new Crowd(city, mix, seed);
  }

  /** Makes requests for so many seconds and waits until all have ended; it stands in the report. */
  Phase run(String name, Fleet fleet, Crowd crowd, Pace pace, double seconds) {
    Phase phase = play(name, fleet, crowd, pace, seconds);
    report.phase(phase);
    phase
        .tally()
        .wrongAnswers()
        .forEach((how, times) -> report.note("%s: %s, %,d times.".formatted(name, how, times)));
    say(
        "%-34s offered %8.0f/s good %8.0f/s degraded %6d shed %7d late %6d failed %5d wrong %3d  p50 %7.2f p99 %8.2f ms%s"
            .formatted(
                name,
                phase.offeredPerSecond(),
                phase.goodput(),
                phase.of(Fate.DEGRADED),
                phase.of(Fate.SHED),
                phase.of(Fate.LATE),
                phase.of(Fate.FAILED),
                phase.of(Fate.WRONG),
                phase.millis(50),
                phase.millis(99),
                phase.isGeneratorLimited() ? "  (generator at its limit)" : ""));
    return phase;
  }

  /** The same for the compilers and caches: it stands in no report. */
  void warmUp(Fleet fleet, Crowd crowd, Pace pace, double seconds) {
    say("warming up for %.0f s".formatted(seconds));
    Phase phase = play("warm-up", fleet, crowd, pace, seconds);
    if (phase.of(Fate.GOOD) == 0) {
      throw new IllegalStateException(
          "nothing was answered well while warming up: " + fates(phase));
    }
  }

  private static String fates(Phase phase) {
    StringBuilder text = new StringBuilder();
    for (Fate fate : Fate.values()) {
      text.append(fate.text()).append(' ').append(phase.of(fate)).append(' ');
    }
    return text.toString();
  }

  private Phase play(String name, Fleet fleet, Crowd crowd, Pace pace, double seconds) {
    crowd.clear();
    int requests = Math.min(pace.requests(seconds), (int) (MOST_A_SECOND * seconds));
    if (seconds <= LONGEST_STOCK) {
      crowd.stock((int) (requests * 1.03));
    }
    double asked = pace.requests(seconds) / seconds;
    double cpu = cpu();
    double from = (System.nanoTime() - begun) / 1e9;
    Tally tally =
        generator.run(
            fleet,
            crowd::next,
            pace,
            seconds,
            seconds > LONG ? LONG_SLICE : SLICE,
            seed + ++phases);
    return new Phase(name, from, seconds, asked, cpu() - cpu, tally);
  }

  private double cpu() {
    return gateways.stream().mapToDouble(gateway -> Machine.cpuSeconds(gateway.pid())).sum();
  }

  @Override
  public void close() throws IOException {
    watch.close();
    report.samples(watch.samples());
    generator.close();
    gateways.forEach(GatewayProcess::close);
    city.close();
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(files::add);
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
