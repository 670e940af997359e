package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Brings many new people with their facts at once, decided in memory and written by {@code COPY}: a
 * city that moves in. Blocking. Shared.
 *
 * <p>A partition is loaded in one transaction, which is one link of the chain. Its outbox gets no
 * entries, only its sequence moves on; so publishers find that they lack something and rebuild the
 * partition, which costs less than an entry for everybody. Idempotency keys are not remembered: a
 * load is not sent a second time.
 */
public final class BulkLoad {
  /**
   * Somebody new.
   *
   * @param identity by what the person is found; empty for somebody known by reference only
   * @param community of residence, where it is known
   * @param reports about this person, in the order in which they are learned
   */
  public record Newcomer(
      PersonRef person,
      Optional<Lookup> identity,
      Optional<Division> community,
      List<Report> reports) {
    public Newcomer {
      reports = List.copyOf(reports);
    }
  }

  /** What is decided about somebody. */
  public record Decided(Code code, Optional<DecisionRow> decision) {}

  /** Decides about somebody of whom all of this was learned by an instant. */
  @FunctionalInterface
  public interface Decider {
    /** Decides. */
    Decided decide(Judging judging, Person nothingKnown, List<Fact> learned, Instant at);
  }

  private final LedgerSettings server;
  private final PolicyShelf policies;
  private final InstantSource clock;
  private final Decider decider;

  /** Into that ledger, as its application. */
  public BulkLoad(
      LedgerSettings server, PolicyShelf policies, InstantSource clock, Decider decider) {
    this.server = server;
    this.policies = policies;
    this.clock = clock;
    this.decider = decider;
  }

  /**
   * Loads people of one partition, all or none.
   *
   * @throws LedgerException where it cannot be done
   */
  public void load(int partition, List<Newcomer> newcomers) {
    try (Connection connection = Migrations.source(server).getConnection()) {
      connection.setAutoCommit(false);
      Head head = lock(connection, partition);
      new Load(head).write(connection, newcomers);
      connection.commit();
    } catch (SQLException | IOException e) {
      throw new LedgerException("partition " + partition + " cannot be loaded", e);
    }
  }

  private static Head lock(Connection connection, int partition) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(Statements.LOCK.replace("$1", "?"))) {
      lock.setInt(1, partition);
      try (ResultSet row = lock.executeQuery()) {
        if (!row.next()) {
          throw new LedgerException("the ledger has no partition " + partition);
        }
        return new Head(
            partition,
            row.getTimestamp("at").toInstant(),
            row.getLong("sequence"),
            row.getLong("link"),
            HexFormat.of().formatHex(row.getBytes("hash")),
            row.getInt("policies"),
            row.getLong("codes"));
      }
    }
  }

  /** The rows of one load. */
  private final class Load {
    private final Head head;
    private final long link;
    private final List<FactRow> facts = new ArrayList<>();
    private final List<DecisionRow> decisions = new ArrayList<>();
    private Instant last;

    Load(Head head) {
      this.head = head;
      this.link = head.link() + 1;
      Instant floor = Micros.floor(clock.instant());
      this.last = floor.isAfter(head.at()) ? floor : head.at();
    }

    void write(Connection connection, List<Newcomer> newcomers) throws SQLException, IOException {
      CopyText persons = new CopyText();
      CopyText identities = new CopyText();
      List<List<Fact>> learned = new ArrayList<>(newcomers.size());
      for (Newcomer newcomer : newcomers) {
        persons
            .put(newcomer.person().value())
            .put(head.partition())
            .put(newcomer.community().map(Division::code).orElse(null))
            .put(last)
            .end();
        newcomer
            .identity()
            .ifPresent(it -> identities.bytes(it.hex()).put(newcomer.person().value()).end());
        learned.add(place(newcomer));
      }
      CopyText codes = decided(newcomers, learned);
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      copy(copy, "person (ref, partition, community, created_at)", persons);
      copy(copy, "identity (lookup, person)", identities);
      copy(copy, CopyRows.FACT, CopyRows.facts(head.partition(), link, facts));
      copy(copy, CopyRows.DECISION, CopyRows.decisions(head.partition(), link, decisions));
      copy(copy, CopyRows.DECISION_FACT, CopyRows.behind(head.partition(), decisions));
      copy(copy, CopyRows.CODE, codes);
      chain(connection, copy, newcomers.size());
    }

    private List<Fact> place(Newcomer newcomer) {
      List<Fact> learned = new ArrayList<>();
      for (Report report : newcomer.reports()) {
        last = last.plus(1, ChronoUnit.MICROS);
        FactRow row = report.at(last, link);
        facts.add(row);
        Fact fact = row.fact();
        if (fact != null) {
          learned.add(fact);
        }
      }
      return learned;
    }

    private CopyText decided(List<Newcomer> newcomers, List<List<Fact>> learned) {
      Judging judging = policies.first(head.policies());
      CopyText codes = new CopyText();
      for (int i = 0; i < newcomers.size(); i++) {
        Newcomer newcomer = newcomers.get(i);
        Person unknown =
            new Person(
                newcomer.person(), newcomer.community(), Optional.empty(), Facts.of(List.of()));
        Decided decided = decider.decide(judging, unknown, learned.get(i), last);
        decided.decision().ifPresent(decisions::add);
        CopyRows.code(head.partition(), decided.code(), codes);
      }
      decisions.sort(Comparator.comparingLong(decision -> decision.person().value()));
      return codes;
    }

    private void chain(Connection connection, CopyManager copy, int codes)
        throws SQLException, IOException {
      byte[] items = ChainFormat.items(head.partition(), facts, decisions, List.of());
      byte[] hash = ChainFormat.hash(HexFormat.of().parseHex(head.hash()), link, last, items);
      CopyText links = new CopyText();
      links
          .put(head.partition())
          .put(link)
          .put(last)
          .bytes(HexFormat.of().formatHex(items))
          .bytes(HexFormat.of().formatHex(hash))
          .end();
      copy(copy, "link (partition, number, at, items, hash)", links);
      try (PreparedStatement move =
          connection.prepareStatement(
              "update head set at = ?, sequence = ?, link = ?, hash = ?, codes = ?"
                  + " where partition = ?")) {
        move.setTimestamp(1, Timestamp.from(last));
        move.setLong(2, head.sequence() + codes);
        move.setLong(3, link);
        move.setBytes(4, hash);
        move.setLong(5, head.codes() + codes);
        move.setInt(6, head.partition());
        var _ = move.executeUpdate();
      }
    }

    private static void copy(CopyManager copy, String table, CopyText rows)
        throws SQLException, IOException {
      var _ = copy.copyIn("copy " + table + " from stdin", rows.reader());
    }
  }
}
