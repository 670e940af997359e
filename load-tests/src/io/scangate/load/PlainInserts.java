package io.scangate.load;

import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.Report;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/**
 * What storing facts costs at least: the same rows in a bare table with a primary key, in batches
 * of 500, each committed to disk. No idempotency, no history, no decision, no code, no outbox, no
 * chain.
 */
final class PlainInserts implements AutoCloseable {
  private static final int BATCH = 500;

  private final Connection connection;
  private long row;

  /**
   * @param owner may make a table
   */
  PlainInserts(LedgerSettings owner) throws SQLException {
    connection = TableSizes.source(owner).getConnection();
    try (Statement table = connection.createStatement()) {
      var _ =
          table.execute(
              "create table plain_fact (row bigint primary key, person bigint, kind int,"
                  + " happened_at timestamptz, detail text, instant timestamptz, source text,"
                  + " key text, authority text, division text, place text, document text)");
    }
    connection.setAutoCommit(false);
  }

  void insert(List<Report> reports) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into plain_fact values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      int waiting = 0;
      for (Report report : reports) {
        insert.setLong(1, row++);
        insert.setLong(2, report.person().value());
        insert.setInt(3, report.content().kind());
        insert.setTimestamp(4, Timestamp.from(report.happenedAt().orElse(Instant.EPOCH)));
        insert.setString(5, report.content().detail().orElse(null));
        insert.setTimestamp(6, report.content().instant().map(Timestamp::from).orElse(null));
        insert.setString(7, report.origin().source());
        insert.setString(8, report.origin().key());
        insert.setString(9, report.origin().authority());
        insert.setString(10, report.origin().division().code());
        insert.setString(11, report.origin().place().orElse(null));
        insert.setString(12, report.origin().document().orElse(null));
        insert.addBatch();
        if (++waiting == BATCH) {
          flush(insert);
          waiting = 0;
        }
      }
      flush(insert);
    }
  }

  private void flush(PreparedStatement insert) throws SQLException {
    var _ = insert.executeBatch();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
