package io.scangate.kill;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.cache.CodeWriter;
import io.scangate.cache.Layout;
import io.scangate.cache.StoredCodes;
import io.scangate.cache.StoredCodes.Stored;
import io.scangate.cache.WriterSettings;
import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.health.Colour;
import io.scangate.ledger.Code;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Outbox;
import io.scangate.ops.MicrometerLinkMeters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is there when everything is over: the facts, the codes in the ledger and in Redis, and what
 * is decided when everything is decided again. Engines have stopped. Confined to its thread.
 */
final class LastCheck {
  private static final Duration AUDIT = Duration.ofMinutes(2);

  private final TriedCity city;
  private final Findings findings;

  LastCheck(TriedCity city, Findings findings) {
    this.city = city;
    this.findings = findings;
  }

  /** Looks at all of it. */
  void look(Set<String> sent, Set<String> acknowledged)
      throws SQLException, IOException, InterruptedException {
    facts(sent, acknowledged);
    codes();
    audit();
  }

  /** Nothing that follows means anything where a commit is not on the disk. */
  static void durable(TriedCity city, Findings findings) throws SQLException {
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      String value = city.ask("show " + setting).getFirst();
      if (!value.equals("on")) {
        findings.violated("PostgreSQL runs with %s = %s".formatted(setting, value));
      }
    }
  }

  private void facts(Set<String> sent, Set<String> acknowledged) throws SQLException {
    Map<String, Integer> stored = new HashMap<>();
    for (String key : city.ask("select key from fact where source <> 'registration'")) {
      stored.merge(key, 1, Integer::sum);
    }
    for (String key : acknowledged) {
      if (!stored.containsKey(key)) {
        findings.violated("the fact " + key + " was acknowledged and is not stored");
      }
    }
    stored.forEach(
        (key, times) -> {
          if (times != 1) {
            findings.violated("the fact " + key + " is stored " + times + " times");
          }
          if (!sent.contains(key)) {
            findings.violated("the fact " + key + " is stored and was never sent");
          }
        });
    findings.tell(
        "%d facts are stored, %d were acknowledged".formatted(stored.size(), acknowledged.size()));
  }

  private void codes() {
    int compared = 0;
    try (Loop loop = new Loop();
        Ledger ledger = Ledger.open(loop.vertx(), city.ledger())) {
      int incarnation = ledger.installation().orElseThrow().incarnation();
      RedisLink link =
          loop.call(
              () ->
                  RedisLink.open(
                      loop.vertx(),
                      LinkSettings.of(RedisAddress.parse(city.redis.url())),
                      new MicrometerLinkMeters(new SimpleMeterRegistry(), "check")));
      Await.until("Redis is connected", () -> loop.call(() -> link.isUp("layout")));
      Map<Long, Colour> colours = new HashMap<>();
      for (int partition = 0; partition < TriedCity.PARTITIONS; partition++) {
        List<Code> codes = new ArrayList<>();
        new Outbox(ledger, partition).codes().forEach(codes::add);
        codes.forEach(code -> colours.put(code.person().value(), code.colour()));
        compare(loop, link, partition, codes, incarnation);
        compared += codes.size();
      }
      for (int number = 0; number < city.crowd.size(); number++) {
        Colour due = city.crowd.by(number, System.nanoTime());
        Colour is = colours.get(city.crowd.person(number).value());
        if (is != due) {
          findings.violated(
              "the ledger holds %s for person %s, who is %s by what was acknowledged"
                  .formatted(is, city.crowd.person(number).text(), due));
        }
      }
      var _ = loop.await(link::close);
    }
    findings.tell("%d codes were compared between PostgreSQL and Redis".formatted(compared));
  }

  private void compare(
      Loop loop, RedisLink link, int partition, List<Code> codes, int incarnation) {
    WriterSettings settings = WriterSettings.DEFAULT.inPartitions(TriedCity.PARTITIONS);
    @Nullable Layout layout =
        loop.await(() -> new CodeWriter(link, partition, settings).state()).layout();
    if (layout == null) {
      findings.violated("Redis has no layout of partition " + partition);
      return;
    }
    StoredCodes redis = new StoredCodes(link, partition);
    List<Long> people = codes.stream().map(code -> code.person().value()).toList();
    List<Stored> held = loop.await(() -> redis.of(layout, people));
    for (int i = 0; i < codes.size(); i++) {
      Stored due = new Stored.Held(codes.get(i).status(incarnation));
      if (!held.get(i).equals(due)) {
        findings.violated(
            "Redis holds %s for person %s, the ledger %s"
                .formatted(held.get(i), codes.get(i).person().text(), due));
      }
    }
    Set<Long> strangers =
        new HashSet<>(loop.await(() -> redis.people(layout, 0, layout.buckets())));
    people.forEach(strangers::remove);
    if (!strangers.isEmpty()) {
      findings.violated(
          "Redis holds %d people of partition %d whom the ledger does not know"
              .formatted(strangers.size(), partition));
    }
  }

  /** As an auditor would, with the command. */
  private void audit() throws IOException, InterruptedException {
    Path output = Files.createTempFile(city.folder, "audit", ".out");
    Process audit =
        CityProcess.command(
                output,
                List.of(
                    "audit", "verify", "--config", city.engines.getFirst().settings().toString()))
            .start();
    boolean ended = audit.waitFor(AUDIT.toSeconds(), TimeUnit.SECONDS);
    if (!ended) {
      var _ = audit.destroyForcibly();
    }
    String said = Files.readString(output).strip();
    if (ended && audit.exitValue() == 0) {
      findings.tell("audit verify: " + said.lines().reduce((first, last) -> last).orElse(""));
    } else {
      findings.violated("audit verify: " + said);
    }
  }
}
