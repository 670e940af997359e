package io.scangate.ledger;

import io.scangate.ledger.Finding.Kind;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Walks along the chain of a partition from its first link to its head and compares every row with
 * the digest that was taken of it when it was written. Confined to one walk; it holds some thousand
 * rows at a time.
 */
public final class ChainAudit {
  private static final int FIRST_PAGE = 64;
  private static final int MOST_LINKS = 2_000;
  private static final int ITEMS_WANTED = 20_000;

  /** Before every ledger. */
  private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

  private static final String LINKS =
      """
      select number, at, items, hash from link where partition = $1 and number > $2
      order by number limit $3\
      """;

  private static final String FACTS =
      """
      select person, at, kind, happened_at, detail, instant, source, key, authority, division,
        place, document, link
      from fact where partition = $1 and at > $2 and at <= $3 order by at\
      """;

  private static final String DECISIONS =
      """
      select d.person, d.version, d.at, d.was, d.colour, d.policy, d.rules, d.link,
        array(select b.fact_at from decision_fact b
              where b.person = d.person and b.version = d.version order by b.fact_at) as facts
      from decision d where d.partition = $1 and d.at > $2 and d.at <= $3
      order by d.at, d.person\
      """;

  private static final String PAST =
      "select count(*)::int8 as rows from fact where partition = $1 and at < $2";

  private static final String BEYOND =
      """
      select 'fact' as name, person, at, link from fact where partition = $1 and at > $2
      union all
      select 'decision', person, at, link from decision where partition = $1 and at > $2\
      """;

  private final Snapshot snapshot;
  private final int partition;
  private final Consumer<Finding> findings;
  private final IntConsumer walked;
  private final Months months;
  private final List<Admission> admissions = new ArrayList<>();
  private long links;
  private long facts;
  private long decisions;
  private long closedByHash;

  private byte[] hash;
  private long number;
  private Instant at = BEGINNING;

  /**
   * @param findings hears of what is wrong
   * @param walked hears how many links were walked
   */
  public ChainAudit(
      Snapshot snapshot, int partition, Consumer<Finding> findings, IntConsumer walked) {
    this.snapshot = snapshot;
    this.partition = partition;
    this.findings = findings;
    this.walked = walked;
    this.months = Months.of(snapshot, partition);
    this.hash = ChainFormat.genesis(partition);
  }

  /** Walks. */
  public ChainReading walk() {
    Head head =
        Ledger.head(
            partition, snapshot.ask(Statements.HEAD, Tuple.of(partition)).iterator().next());
    int most = FIRST_PAGE;
    while (true) {
      List<Link> page = page(most);
      if (page.isEmpty()) {
        break;
      }
      check(page);
      walked.accept(page.size());
      int items = page.stream().mapToInt(link -> link.items().size()).sum();
      most = Math.clamp((long) ITEMS_WANTED * page.size() / (items + 1), 1, MOST_LINKS);
    }
    checkHead(head);
    return new ChainReading(
        head,
        admissions,
        links,
        facts,
        decisions,
        closedByHash,
        closedByHash == 0 ? Optional.empty() : months.first());
  }

  private List<Link> page(int most) {
    List<Link> page = new ArrayList<>();
    for (Row row : snapshot.ask(LINKS, Tuple.of(partition, number, most))) {
      page.add(
          new Link(
              row.getLong("number"),
              Rows.instant(row, "at"),
              Link.items(Rows.bytes(row, "items")),
              Rows.hex(row, "hash")));
      number = page.getLast().number();
    }
    return page;
  }

  private void check(List<Link> page) {
    Instant last = page.getLast().at();
    Rowed rowed = new Rowed(partition);
    Tuple stretch = Tuple.of(partition, Micros.column(at), Micros.column(last));
    for (Row row : snapshot.ask(FACTS, stretch)) {
      rowed.add(Rows.fact(row));
    }
    for (Row row : snapshot.ask(DECISIONS, stretch)) {
      rowed.add(Rows.decision(row), row.getLong("link"));
    }
    for (Link link : page) {
      checkHash(link);
      LinkAudit audit = new LinkAudit(snapshot, partition, link, at, months, findings);
      audit.facts(rowed.factsUpTo(link.at()));
      audit.decisions(rowed.decisionsUpTo(link.at()));
      for (String policy : link.digests('P')) {
        admissions.add(new Admission(link.number(), policy));
      }
      closedByHash += audit.closedByHash() ? 1 : 0;
      at = link.at();
    }
    facts += rowed.facts();
    decisions += rowed.decisions();
  }

  private void checkHash(Link link) {
    long expected = links + 1;
    if (link.number() != expected) {
      found(
          Kind.MISSING,
          "link " + expected + (link.number() - 1 > expected ? " to " + (link.number() - 1) : ""),
          Optional.empty(),
          "the numbers of links are dense");
      links = link.number();
      hash = HexFormat.of().parseHex(link.hash());
      return;
    }
    links = expected;
    byte[] computed = ChainFormat.hash(hash, link.number(), link.at(), link.itemBytes());
    byte[] stored = HexFormat.of().parseHex(link.hash());
    if (!Arrays.equals(computed, stored)) {
      found(
          Kind.CHANGED,
          "link " + link.number(),
          Optional.of(link.number()),
          "its hash does not follow from the link before and its own items");
    }
    if (!link.at().isAfter(at)) {
      found(
          Kind.CHANGED,
          "link " + link.number(),
          Optional.of(link.number()),
          "its instant is not after that of the link before");
    }
    hash = stored;
  }

  private void checkHead(Head head) {
    if (head.link() > links) {
      found(
          Kind.MISSING,
          "link " + (links + 1) + (head.link() > links + 1 ? " to " + head.link() : ""),
          Optional.empty(),
          "the head speaks of link " + head.link());
    } else if (head.link() < links) {
      found(
          Kind.ADDED,
          "link " + (head.link() + 1) + (links > head.link() + 1 ? " to " + links : ""),
          Optional.empty(),
          "the head ends with link " + head.link());
    } else if (!head.hash().equals(HexFormat.of().formatHex(hash))) {
      found(
          Kind.CHANGED, "head", Optional.of(head.link()), "its hash is not that of the last link");
    }
    if (head.policies() != admissions.size()) {
      found(
          Kind.CHANGED,
          "head",
          Optional.empty(),
          "it says %d policies, the chain admits %d".formatted(head.policies(), admissions.size()));
    }
    months.retained().ifPresent(this::checkPast);
    for (Row row : snapshot.ask(BEYOND, Tuple.of(partition, Micros.column(at)))) {
      findings.accept(
          new Finding(
              Kind.ADDED,
              Optional.of(partition),
              Optional.of(Rows.person(row)),
              row.getString("name") + " at " + Rows.instant(row, "at"),
              Optional.empty(),
              "it lies after the last link of the chain"));
    }
  }

  /** The chain has digests of what was dropped too, so what is left is counted as well. */
  private void checkPast(Months.Retained retained) {
    Tuple of = Tuple.of(partition, Micros.column(retained.until()));
    long left = snapshot.ask(PAST, of).iterator().next().getLong("rows");
    if (left < retained.kept()) {
      found(
          Kind.MISSING,
          "%d of %d rows of table fact, before %s"
              .formatted(retained.kept() - left, retained.kept(), retained.until()),
          Optional.empty(),
          "they were kept when the months were dropped");
    }
  }

  private void found(Kind kind, String row, Optional<Long> link, String why) {
    findings.accept(new Finding(kind, Optional.of(partition), Optional.empty(), row, link, why));
  }
}
