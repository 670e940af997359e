package io.scangate.ledger;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A transaction in one partition, under the lock of its head. Confined to the virtual thread that
 * runs it.
 *
 * <p>What it writes is sent in one go when the work is done; nothing is there before the commit.
 */
public final class PartitionTransaction {
  private final SqlConnection connection;
  private final Head head;
  private final Instant now;
  private final List<FactRow> facts = new ArrayList<>();
  private final List<DecisionRow> decisions = new ArrayList<>();
  private final List<CodeChange> codes = new ArrayList<>();
  private final List<byte[]> policies = new ArrayList<>();
  private final List<Told> retold = new ArrayList<>();
  private final Map<PersonRef, Instant> reported = new HashMap<>();
  private final List<Future<?>> sent = new ArrayList<>();
  private Instant last;

  PartitionTransaction(SqlConnection connection, Head head, Instant now) {
    this.connection = connection;
    this.head = head;
    this.now = now;
    this.last = head.at();
  }

  /** The number of the partition. */
  public int partition() {
    return head.partition();
  }

  /** How many policies judge here, counted in the order in which they were approved. */
  public int policies() {
    return head.policies() + policies.size();
  }

  /** How many codes there are, before anything is kept. */
  long codes() {
    return head.codes();
  }

  /** The instant of the transaction by the clock that was given, before anything is placed. */
  public Instant now() {
    return now;
  }

  /** The {@code at} of what was placed last; a decision made now bears it. */
  public Instant at() {
    return last.equals(head.at()) ? next() : last;
  }

  /** Gives a report its place. */
  public FactRow place(Report report) {
    last = next();
    FactRow row = report.at(last, head.link() + 1);
    facts.add(row);
    return row;
  }

  /** Whole microseconds, and above everything placed before. */
  private Instant next() {
    Instant floor = Micros.floor(now);
    return floor.isAfter(last) ? floor : last.plus(1, ChronoUnit.MICROS);
  }

  /** A report about a person arrived at that instant; of several the first counts. */
  public void reported(PersonRef person, Instant arrived) {
    var _ = reported.merge(person, arrived, (one, other) -> one.isBefore(other) ? one : other);
  }

  /** Remembers a change of colour for the commit. */
  public void decide(DecisionRow decision) {
    decisions.add(decision);
  }

  /** Remembers a code for the commit, where it is another than before. */
  public void keep(CodeChange change) {
    codes.add(change);
  }

  /** From here on the policy with the next number judges too. */
  public void admit(byte[] policy) {
    policies.add(policy);
  }

  /** Gateways are told of a code once more; nothing about it changes. */
  public void tellAgain(Code code) {
    retold.add(Told.stored(code, Optional.empty()));
  }

  /**
   * Gateways are told to forget what they hold of a person.
   *
   * @param version above the one that they hold, as they see it
   */
  public void tellErased(PersonRef person, long version) {
    retold.add(Told.erased(person, version, now));
  }

  /** The codes of people as they are; of those who have none there is none. */
  public Map<PersonRef, Code> codes(Collection<PersonRef> refs) {
    Map<PersonRef, Code> codes = new HashMap<>();
    Tuple of = Tuple.tuple().addInteger(partition()).addArrayOfLong(Rows.refs(refs));
    for (Row row : ask(Statements.CODES_OF, of)) {
      Code code = Rows.code(row);
      codes.put(code.person(), code);
    }
    return codes;
  }

  /** Sends a statement that belongs to this transaction; its failure undoes it all. */
  public void send(String sql, Tuple values) {
    sent.add(connection.preparedQuery(sql).execute(values));
  }

  /** Asks something within this transaction. */
  public RowSet<Row> ask(String sql, Tuple values) {
    return Wait.on(connection.preparedQuery(sql).execute(values));
  }

  /** Which reports are new; the new ones are noted as received. */
  public Taken take(List<Report> reports) {
    Map<String, Report> byKey = new LinkedHashMap<>();
    List<Report> repeated = new ArrayList<>();
    List<Report> conflicting = new ArrayList<>();
    for (Report report : reports) {
      Report first = byKey.putIfAbsent(keyOf(report), report);
      if (first != null) {
        (Arrays.equals(first.digest(), report.digest()) ? repeated : conflicting).add(report);
      }
    }
    List<Report> distinct = List.copyOf(byKey.values());
    List<Report> fresh = new ArrayList<>();
    for (Row row :
        ask(
            Statements.TAKE,
            Tuple.of(
                Rows.texts(distinct, report -> report.origin().source()),
                Rows.texts(distinct, report -> report.origin().key()),
                Rows.buffers(distinct, Report::digest),
                Micros.column(now)))) {
      Report report = byKey.remove(row.getString("source") + '\n' + row.getString("key"));
      if (report != null) {
        fresh.add(report);
      }
    }
    for (Report report : byKey.values()) {
      (wasSent(report) ? repeated : conflicting).add(report);
    }
    return new Taken(fresh, repeated, conflicting);
  }

  private boolean wasSent(Report report) {
    RowSet<Row> rows =
        ask(
            "select digest from receipt where source = $1 and key = $2",
            Tuple.of(report.origin().source(), report.origin().key()));
    return Arrays.equals(Rows.bytes(rows.iterator().next(), "digest"), report.digest());
  }

  private static String keyOf(Report report) {
    return report.origin().source() + '\n' + report.origin().key();
  }

  /** What is known of people, themselves among those who are known. */
  public Map<PersonRef, Person> people(Collection<PersonRef> refs) {
    return Persons.read(connection, refs);
  }

  /** People whose codes time alone may have changed by now, those that wait longest first. */
  public List<PersonRef> due(int most) {
    List<PersonRef> due = new ArrayList<>();
    ask(Statements.DUE, Tuple.of(partition(), Micros.column(now), most))
        .forEach(row -> due.add(new PersonRef(row.getLong("person"))));
    return due;
  }

  /** Notes where a person lives from now on. */
  public void settle(PersonRef person, Division community) {
    send(
        "update person set community = $2 where ref = $1",
        Tuple.of(person.value(), community.code()));
  }

  /** Sends everything; the caller commits when all of it was done. */
  @CanIgnoreReturnValue
  Future<?> write() {
    if (!(facts.isEmpty()
        && decisions.isEmpty()
        && codes.isEmpty()
        && policies.isEmpty()
        && retold.isEmpty())) {
      Instant at = at();
      decisions.sort(Comparator.comparingLong(decision -> decision.person().value()));
      long link = head.link() + 1;
      byte[] items = ChainFormat.items(partition(), facts, decisions, policies);
      boolean linked = items.length > 0;
      byte[] before = HexFormat.of().parseHex(head.hash());
      byte[] hash = linked ? ChainFormat.hash(before, link, at, items) : before;
      if (linked) {
        send(
            "insert into link (partition, number, at, items, hash) values ($1, $2, $3, $4, $5)",
            Tuple.of(
                partition(), link, Micros.column(at), Buffer.buffer(items), Buffer.buffer(hash)));
      }
      RowWriter writer = new RowWriter(this, link);
      writer.facts(facts);
      writer.decisions(decisions);
      writer.codes(codes);
      List<Told> told = told();
      writer.outbox(told, head.sequence(), at);
      long born = codes.stream().filter(change -> change.before().isEmpty()).count();
      send(
          Statements.MOVE_HEAD,
          Tuple.of(
              partition(),
              Micros.column(at),
              head.sequence() + told.size(),
              linked ? link : head.link(),
              Buffer.buffer(hash),
              policies(),
              head.codes() + born));
    }
    return Future.all(sent);
  }

  private List<Told> told() {
    List<Told> told = new ArrayList<>(retold);
    for (CodeChange change : codes) {
      if (change.shows()) {
        told.add(
            Told.stored(
                change.after(), Optional.ofNullable(reported.get(change.after().person()))));
      }
    }
    return told;
  }
}
