package io.scangate.load;

import io.scangate.Corpus;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.StaticIssuer;
import io.scangate.health.Colour;
import io.scangate.load.AreaCity.Gateway;
import io.scangate.ops.Exposition;
import io.scangate.ops.Names;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * One designation of an area, from its being sent to its being at every gateway, while scans go on.
 * {@code load-tests/area.sh} runs it.
 */
public final class AreaLoad {
  private static final int CODES = 2_000;
  private static final int ASKED = 300;
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String DOOR = "scangate_feed_commit_to_door_seconds";

  /**
   * What was seen.
   *
   * @param registered people registered a second, through the intake
   * @param reached by gateway, seconds from sending to its answering by the last change
   * @param changes by gateway, how many it got
   * @param late by gateway, how many were at the door later than 2 s after their commit
   * @param slowest the longest time from a commit to a door, in seconds
   * @param oldest the greatest age of a partition at any gateway, in seconds
   * @param stale verdicts that were not live
   * @param wrong residents whose code was not red at some gateway afterwards
   * @param before latencies of scans while nothing happened, in nanoseconds
   * @param during likewise, from sending to the last change
   */
  public record Seen(
      double registered,
      Map<String, Double> reached,
      Map<String, Long> changes,
      Map<String, Long> late,
      double slowest,
      double oldest,
      long stale,
      long wrong,
      long errors,
      Histogram before,
      Histogram during) {}

  private final AreaCity city;
  private final int people;
  private final int rate;
  private final Duration quiet;

  /**
   * A run in a city that nobody ran before.
   *
   * @param people how many live in the area
   * @param rate scans a second at both gateways together
   * @param quiet how long scans are timed before
   */
  public AreaLoad(AreaCity city, int people, int rate, Duration quiet) {
    this.city = city;
    this.people = people;
    this.rate = rate;
    this.quiet = quiet;
  }

  /** Runs it. */
  public Seen run() throws Exception {
    double registered = register();
    List<String> devices = new ArrayList<>();
    try (SteadyScans scans =
        new SteadyScans(
            city.gateways().stream().map(Gateway::port).toList(), codes(devices), devices, rate)) {
      // The first half warms up.
      Thread.sleep(quiet.dividedBy(2));
      var _ = scans.taken();
      Thread.sleep(quiet);
      Histogram before = scans.taken();
      return designate(registered, scans, before, devices.getFirst());
    }
  }

  private static double changes(Exposition metrics) {
    return metrics.sum(DOOR + "_count");
  }

  private static double withinBound(Exposition metrics) {
    return metrics.sum(DOOR + "_bucket", "le", "2.0");
  }

  /** Verdicts that had to call themselves old. */
  private static double stale(Exposition metrics) {
    return metrics.sum(Names.VERDICTS, "basis", "stale");
  }

  private double register() {
    Map<Gateway, Double> already = new LinkedHashMap<>();
    city.gateways().forEach(gateway -> already.put(gateway, changes(city.metrics(gateway))));
    StringBuilder rows = new StringBuilder();
    String now = Instant.now().toString();
    for (int i = 0; i < people; i++) {
      rows.append(
          """
          {"key":"r-%1$d","person":{"document":{"type":"passport","number":"E%1$08d"}},\
          "fact":{"fact":"registered","community":"440309%2$03d%3$03d"},"division":"440309",\
          "happenedAt":"%4$s"}
          """
              .formatted(i, i % 20, i % 30, now));
    }
    long begun = System.nanoTime();
    String answer =
        city.post(
            city.token("registration"),
            "/v1/facts",
            "application/x-ndjson",
            BodyPublishers.ofString(rows.toString()));
    JsonObject last = new JsonObject(answer.lines().reduce((one, next) -> next).orElseThrow());
    if (last.getInteger("stored", 0) != people) {
      throw new IllegalStateException("not everybody was registered: " + last);
    }
    double registered = people / ((System.nanoTime() - begun) / 1e9);
    // The changes of the designation are counted from here on.
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (already.entrySet().stream()
        .anyMatch(it -> changes(city.metrics(it.getKey())) < it.getValue() + people)) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("the gateways do not know everybody who was registered");
      }
      AreaCity.pause();
    }
    return registered;
  }

  /** Codes of people who live elsewhere. */
  private List<String> codes(List<String> devices) throws IOException {
    Path codes = city.data().resolve("codes");
    Path keys = city.data().resolve("devices");
    Corpus.main(
        new String[] {
          "static",
          city.data().toString(),
          Integer.toString(CODES),
          codes.toString(),
          keys.toString()
        });
    devices.addAll(Files.readAllLines(keys));
    return Files.readAllLines(codes);
  }

  private Seen designate(double registered, SteadyScans scans, Histogram before, String device)
      throws Exception {
    String token = city.token("command");
    Map<Gateway, Exposition> first = new LinkedHashMap<>();
    city.gateways().forEach(gateway -> first.put(gateway, city.metrics(gateway)));
    JsonObject designation =
        new JsonObject()
            .put("key", "d-1")
            .put("division", AreaCity.AREA)
            .put("level", "high")
            .put("from", Instant.now().toString())
            .put("place", "the whole district")
            .put("document", "notice 17");
    var _ = scans.taken();
    long begun = System.nanoTime();
    JsonObject sent =
        new JsonObject(
            city.post(
                token,
                "/v1/designations",
                "application/json",
                BodyPublishers.ofString(designation.encode())));
    Map<String, Double> reached = new LinkedHashMap<>();
    double oldest = 0;
    while (reached.size() < first.size() && System.nanoTime() - begun < PATIENCE.toNanos()) {
      for (Gateway gateway : first.keySet()) {
        Exposition now = city.metrics(gateway);
        oldest = Math.max(oldest, now.highest("scangate_feed_age_seconds"));
        if (!reached.containsKey(gateway.name())
            && changes(now) - changes(first.get(gateway)) >= people) {
          reached.put(gateway.name(), (System.nanoTime() - begun) / 1e9);
        }
      }
      AreaCity.pause();
    }
    Histogram during = scans.taken();
    JsonObject shown = city.show(token, "/v1/designations/" + sent.getLong("id"));
    if (shown.getInteger("reached") != people || !shown.getString("state").equals("reached")) {
      throw new IllegalStateException("not everybody was reached: " + shown);
    }
    Map<String, Long> changes = new LinkedHashMap<>();
    Map<String, Long> late = new LinkedHashMap<>();
    double slowest = 0;
    long stale = 0;
    for (Gateway gateway : first.keySet()) {
      Exposition was = first.get(gateway);
      Exposition now = city.metrics(gateway);
      double all = changes(now) - changes(was);
      changes.put(gateway.name(), (long) all);
      late.put(gateway.name(), (long) (all - (withinBound(now) - withinBound(was))));
      slowest = Math.max(slowest, now.highest(DOOR + "_max"));
      stale += (long) (stale(now) - stale(was));
    }
    return new Seen(
        registered,
        reached,
        changes,
        late,
        slowest,
        oldest,
        stale,
        wrong(device),
        scans.errors(),
        before,
        during);
  }

  /** How many of some residents are not red at some gateway. */
  private long wrong(String device) throws Exception {
    EngineKeys keys = KeyFiles.readEngine(city.data().resolve("keys").resolve(KeyFiles.ENGINE));
    Instant now = Instant.now();
    StaticIssuer issuer =
        new StaticIssuer(
            keys.signing(KeyUse.STATIC, now).orElseThrow(),
            keys.master(),
            CryptoSuite.choose(),
            new SecureRandom());
    long wrong = 0;
    for (long person : city.residents(ASKED)) {
      byte[] code =
          issuer.issue(
              person, Colour.GREEN, Kind.PAPER, now.getEpochSecond(), now.getEpochSecond() + 3_600);
      for (Gateway gateway : city.gateways()) {
        JsonObject verdict =
            city.scan(gateway, device, new String(code, StandardCharsets.US_ASCII));
        if (!verdict.getString("reason").equals("red")) {
          wrong++;
        }
      }
    }
    return wrong;
  }

  /**
   * Prints what it saw; exit code 1 where an objective was missed.
   *
   * @param args people in the area, scans a second, seconds of scans before
   */
  public static void main(String[] args) throws Exception {
    int people = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 500;
    int quiet = args.length > 2 ? Integer.parseInt(args[2]) : 20;
    Path home = Files.createTempDirectory("scangate-area");
    boolean met;
    try (AreaCity city = new AreaCity(home)) {
      met = tell(new AreaLoad(city, people, rate, Duration.ofSeconds(quiet)).run(), people);
    }
    if (System.getenv("KEEP") == null) {
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
    System.exit(met ? 0 : 1);
  }

  private static boolean tell(Seen seen, int people) {
    say("people registered through the intake, a second", seen.registered);
    seen.reached.forEach((gateway, s) -> say("all at the gateway '" + gateway + "', s", s));
    seen.changes.forEach((gateway, n) -> say("changes there (" + gateway + ")", (double) n));
    say("slowest change from commit to door, s", seen.slowest);
    say("oldest partition at any gateway, s", seen.oldest);
    for (double percent : new double[] {50, 99, 99.9}) {
      say("scans before, p" + percent + ", ms", seen.before.getValueAtPercentile(percent) / 1e6);
      say("scans during, p" + percent + ", ms", seen.during.getValueAtPercentile(percent) / 1e6);
    }
    say("scans timed before", (double) seen.before.getTotalCount());
    say("scans timed during", (double) seen.during.getTotalCount());
    List<String> missed = new ArrayList<>();
    if (seen.reached.size() < 2 || seen.reached.values().stream().anyMatch(s -> s >= 30)) {
      missed.add("it was not at every gateway within 30 s");
    }
    if (seen.changes.values().stream().anyMatch(n -> n != people)) {
      missed.add("not every change came exactly once");
    }
    if (seen.late.values().stream().anyMatch(n -> n > 0)) {
      missed.add("changes were at the door later than 2 s after their commit: " + seen.late);
    }
    if (seen.oldest > 2 || seen.stale > 0) {
      missed.add(seen.stale + " verdicts were stale");
    }
    if (seen.wrong > 0) {
      missed.add(seen.wrong + " residents were not red at some gateway");
    }
    if (seen.errors > 0) {
      missed.add(seen.errors + " scans had no verdict");
    }
    if (seen.during.getValueAtPercentile(99) > LATENCY.toNanos()) {
      missed.add("a scan in 100 took longer than " + LATENCY.toMillis() + " ms");
    }
    missed.forEach(line -> System.out.println("MISSED: " + line));
    return missed.isEmpty();
  }

  private static void say(String what, double figure) {
    System.out.printf(Locale.ROOT, "%-56s %12.3f%n", what, figure);
  }
}
