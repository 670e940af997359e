package io.scangate.load;

import io.scangate.ledger.LedgerSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** What the ledger takes on disk, by table with its indexes, and what it wrote ahead. Immutable. */
record TableSizes(Map<String, Table> tables, long writtenAhead) {
  private static final String TABLES =
      """
      select coalesce(parent.relname, c.relname) as name, sum(c.reltuples)::int8 as rows,
        sum(pg_total_relation_size(c.oid))::int8 as bytes
      from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
        left join pg_inherits i on i.inhrelid = c.oid
        left join pg_class parent on parent.oid = i.inhparent
      where c.relkind = 'r' group by 1 having sum(pg_total_relation_size(c.oid)) > 1000000
      order by 3 desc\
      """;

  /** A table: its rows, about, and its bytes. */
  record Table(long rows, long bytes) {}

  /** Reads them; the counts are made anew before. */
  static TableSizes of(LedgerSettings owner) throws SQLException {
    Map<String, Table> tables = new LinkedHashMap<>();
    try (Connection connection = source(owner).getConnection()) {
      try (PreparedStatement count = connection.prepareStatement("analyze")) {
        var _ = count.execute();
      }
      try (PreparedStatement ask = connection.prepareStatement(TABLES);
          ResultSet rows = ask.executeQuery()) {
        while (rows.next()) {
          tables.put(
              rows.getString("name"), new Table(rows.getLong("rows"), rows.getLong("bytes")));
        }
      }
      return new TableSizes(tables, writtenAhead(connection));
    }
  }

  /** How many bytes the server has written ahead of its tables since it was made. */
  static long writtenAhead(LedgerSettings owner) throws SQLException {
    try (Connection connection = source(owner).getConnection()) {
      return writtenAhead(connection);
    }
  }

  private static long writtenAhead(Connection connection) throws SQLException {
    try (PreparedStatement ask =
            connection.prepareStatement(
                "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::int8 as bytes");
        ResultSet row = ask.executeQuery()) {
      return row.next() ? row.getLong("bytes") : 0;
    }
  }

  static PGSimpleDataSource source(LedgerSettings server) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {server.host()});
    source.setPortNumbers(new int[] {server.port()});
    source.setDatabaseName(server.database());
    source.setUser(server.user());
    source.setPassword(server.password());
    source.setReWriteBatchedInserts(true);
    return source;
  }
}
