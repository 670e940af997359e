package io.scangate.ledger;

import io.scangate.health.PersonRef;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sends the rows of a transaction, one statement a table. Confined to the transaction. */
final class RowWriter {
  private final PartitionTransaction transaction;
  private final long link;

  RowWriter(PartitionTransaction transaction, long link) {
    this.transaction = transaction;
    this.link = link;
  }

  private record Behind(PersonRef person, long version, Instant fact) {}

  void facts(List<FactRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    transaction.send(
        Statements.FACTS,
        Tuple.tuple()
            .addInteger(transaction.partition())
            .addLong(link)
            .addArrayOfOffsetDateTime(Rows.instants(rows, row -> Micros.column(row.at())))
            .addArrayOfLong(Rows.longs(rows, row -> row.person().value()))
            .addArrayOfInteger(Rows.integers(rows, row -> row.content().kind()))
            .addArrayOfOffsetDateTime(Rows.instants(rows, row -> Micros.column(row.happenedAt())))
            .addArrayOfString(Rows.texts(rows, row -> row.content().detail().orElse(null)))
            .addArrayOfOffsetDateTime(
                Rows.instants(rows, row -> Micros.column(row.content().instant())))
            .addArrayOfString(Rows.texts(rows, row -> row.origin().source()))
            .addArrayOfString(Rows.texts(rows, row -> row.origin().key()))
            .addArrayOfString(Rows.texts(rows, row -> row.origin().authority()))
            .addArrayOfString(Rows.texts(rows, row -> row.origin().division().code()))
            .addArrayOfString(Rows.texts(rows, row -> row.origin().place().orElse(null)))
            .addArrayOfString(Rows.texts(rows, row -> row.origin().document().orElse(null))));
  }

  void decisions(List<DecisionRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    transaction.send(
        Statements.DECISIONS,
        Tuple.tuple()
            .addInteger(transaction.partition())
            .addLong(link)
            .addArrayOfLong(Rows.longs(rows, row -> row.person().value()))
            .addArrayOfLong(Rows.longs(rows, DecisionRow::version))
            .addArrayOfOffsetDateTime(Rows.instants(rows, row -> Micros.column(row.at())))
            .addArrayOfInteger(Rows.integers(rows, row -> row.was().wire()))
            .addArrayOfInteger(Rows.integers(rows, row -> row.colour().wire()))
            .addArrayOfBuffer(
                rows.stream().map(row -> Rows.buffer(row.policy())).toArray(Buffer[]::new))
            .addArrayOfString(Rows.texts(rows, row -> String.join(",", row.rules()))));
    List<Behind> behind = new ArrayList<>();
    for (DecisionRow row : rows) {
      for (Instant fact : row.facts()) {
        behind.add(new Behind(row.person(), row.version(), fact));
      }
    }
    if (!behind.isEmpty()) {
      transaction.send(
          Statements.DECISION_FACTS,
          Tuple.tuple()
              .addInteger(transaction.partition())
              .addArrayOfLong(Rows.longs(behind, row -> row.person().value()))
              .addArrayOfLong(Rows.longs(behind, Behind::version))
              .addArrayOfOffsetDateTime(Rows.instants(behind, row -> Micros.column(row.fact()))));
    }
  }

  /** The first codes of people, and those that changed. */
  void codes(List<CodeChange> changes) {
    codes(
        Statements.NEW_CODES,
        changes.stream().filter(it -> it.before().isEmpty()).map(CodeChange::after).toList());
    codes(
        Statements.CHANGED_CODES,
        changes.stream()
            .filter(it -> it.before().isPresent() && !it.before().get().equals(it.after()))
            .map(CodeChange::after)
            .toList());
  }

  /**
   * What gateways are to be told.
   *
   * @param sequence the last one before it
   */
  void outbox(List<Told> told, long sequence, Instant at) {
    if (told.isEmpty()) {
      return;
    }
    Long[] sequences = new Long[told.size()];
    for (int i = 0; i < sequences.length; i++) {
      sequences[i] = sequence + 1 + i;
    }
    Tuple head =
        Tuple.tuple()
            .addInteger(transaction.partition())
            .addOffsetDateTime(Micros.column(at))
            .addArrayOfLong(sequences);
    transaction.send(
        Statements.OUTBOX,
        status(head, told.stream().map(Told::code).toList())
            .addArrayOfBoolean(Rows.booleans(told, Told::erased))
            .addArrayOfOffsetDateTime(Rows.instants(told, it -> Micros.column(it.reported()))));
  }

  private void codes(String statement, List<Code> codes) {
    if (!codes.isEmpty()) {
      transaction.send(
          statement,
          status(Tuple.tuple().addInteger(transaction.partition()), codes)
              .addArrayOfOffsetDateTime(
                  Rows.instants(codes, code -> Micros.column(code.nextReview()))));
    }
  }

  private static Tuple status(Tuple head, List<Code> codes) {
    return head.addArrayOfLong(Rows.longs(codes, code -> code.person().value()))
        .addArrayOfLong(Rows.longs(codes, Code::version))
        .addArrayOfInteger(Rows.integers(codes, code -> code.colour().wire()))
        .addArrayOfOffsetDateTime(Rows.instants(codes, code -> Micros.column(code.decidedAt())))
        .addArrayOfOffsetDateTime(Rows.instants(codes, code -> Micros.column(code.lastNegative())))
        .addArrayOfBoolean(Rows.booleans(codes, Code::registered))
        .addArrayOfBoolean(Rows.booleans(codes, Code::withdrawn));
  }
}
