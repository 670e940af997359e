package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads chronicles of a partition, page by page in the order of references. Confined. */
public final class Chronicles {
  private static final int PAGE = 500;

  /** Codes beside people: a code that nobody owns is read too. */
  private static final String PEOPLE =
      """
      select coalesce(p.ref, c.person) as ref, p.created_at, p.ref is not null as known,
        c.person, c.version, c.colour, c.decided_at, c.last_negative, c.registered, c.withdrawn,
        c.next_review
      from (select ref, created_at from person where partition = $1 and ref > $2
            order by ref limit $3) p
      full join (select * from code where partition = $1 and person > $2
            order by person limit $3) c on c.person = p.ref
      order by 1 limit $3\
      """;

  private static final String FACTS =
      """
      select f.person, f.at, f.kind, f.happened_at, f.detail, f.instant, f.source, f.key,
        f.authority, f.division, f.place, f.document, f.link, l.at as linked_at
      from fact f left join link l on l.partition = f.partition and l.number = f.link
      where f.partition = $1 and f.person = any ($2::int8[])
      order by f.person, f.at\
      """;

  private static final String DECISIONS =
      """
      select d.person, d.version, d.at, d.was, d.colour, d.policy, d.rules, d.link,
        array(select b.fact_at from decision_fact b
              where b.person = d.person and b.version = d.version order by b.fact_at) as facts,
        l.at as linked_at
      from decision d left join link l on l.partition = d.partition and l.number = d.link
      where d.partition = $1 and d.person = any ($2::int8[])
      order by d.person, d.version\
      """;

  private final Snapshot snapshot;
  private final int partition;
  private long after = Long.MIN_VALUE;
  private boolean ended;

  /** The people of a partition. */
  public Chronicles(Snapshot snapshot, int partition) {
    this.snapshot = snapshot;
    this.partition = partition;
  }

  /** The next people; none when all were read. */
  public List<Chronicle> next() {
    if (ended) {
      return List.of();
    }
    RowSet<Row> people = snapshot.ask(PEOPLE, Tuple.of(partition, after, PAGE));
    ended = people.rowCount() < PAGE;
    Map<PersonRef, Draft> drafts = new TreeMap<>((a, b) -> Long.compare(a.value(), b.value()));
    for (Row row : people) {
      PersonRef ref = new PersonRef(row.getLong("ref"));
      drafts.put(ref, new Draft(ref, row));
      after = ref.value();
    }
    fill(drafts);
    return drafts.values().stream().map(Draft::chronicle).toList();
  }

  /** One person; empty for somebody whom the ledger does not know. */
  public Optional<Chronicle> of(PersonRef person) {
    RowSet<Row> rows = snapshot.ask(PEOPLE, Tuple.of(partition, person.value() - 1, 1));
    Map<PersonRef, Draft> drafts = new HashMap<>();
    for (Row row : rows) {
      if (row.getLong("ref") == person.value()) {
        drafts.put(person, new Draft(person, row));
      }
    }
    fill(drafts);
    return drafts.values().stream().map(Draft::chronicle).findAny();
  }

  private void fill(Map<PersonRef, Draft> drafts) {
    if (drafts.isEmpty()) {
      return;
    }
    Tuple of = Tuple.tuple().addInteger(partition).addArrayOfLong(Rows.refs(drafts.keySet()));
    for (Row row : snapshot.ask(FACTS, of)) {
      draft(drafts, row).fact(row);
    }
    for (Row row : snapshot.ask(DECISIONS, of)) {
      draft(drafts, row).decision(row);
    }
  }

  private static Draft draft(Map<PersonRef, Draft> drafts, Row row) {
    Draft draft = drafts.get(new PersonRef(row.getLong("person")));
    if (draft == null) {
      throw new LedgerException("a row of somebody who was not asked for");
    }
    return draft;
  }

  /** A chronicle that is being read. */
  private static final class Draft {
    private final PersonRef person;
    private final boolean known;
    private final Instant createdAt;
    private final Optional<Code> code;
    private final List<FactRow> facts = new ArrayList<>();
    private final List<Chronicle.Linked> decisions = new ArrayList<>();
    private final Map<Long, Instant> linkedAt = new HashMap<>();

    Draft(PersonRef person, Row row) {
      this.person = person;
      this.known = row.getBoolean("known");
      this.createdAt = Rows.optionalInstant(row, "created_at").orElse(Instant.EPOCH);
      this.code = row.getLong("person") == null ? Optional.empty() : Optional.of(Rows.code(row));
    }

    void fact(Row row) {
      FactRow fact = Rows.fact(row);
      facts.add(fact);
      linked(row, fact.link());
    }

    void decision(Row row) {
      long link = row.getLong("link");
      decisions.add(new Chronicle.Linked(Rows.decision(row), link));
      linked(row, link);
    }

    private void linked(Row row, long link) {
      Rows.optionalInstant(row, "linked_at").ifPresent(at -> linkedAt.put(link, at));
    }

    Chronicle chronicle() {
      return new Chronicle(person, known, createdAt, facts, decisions, linkedAt, code);
    }
  }
}
