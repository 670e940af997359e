package io.scangate.ledger;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Somebody who owns the database and knows the format of the chain. Confined. */
public final class ChainForger {
  private static final String FACTS =
      "select * from fact where partition = $1 and link = $2 order by at";

  private static final String DECISIONS =
      """
      select d.*, array(select b.fact_at from decision_fact b
        where b.person = d.person and b.version = d.version order by b.fact_at) as facts
      from decision d where partition = $1 and link = $2 order by person\
      """;

  private ChainForger() {}

  /** Makes the chain of a partition fit whatever its rows say now. */
  public static void rewrite(Ledger ledger, String database, int partition) throws SQLException {
    StringBuilder sql = new StringBuilder("set session_replication_role = replica; ");
    byte[] hash = ChainFormat.genesis(partition);
    String end = "";
    for (Row row :
        ledger.ask(
            "select number, at, items from link where partition = $1 order by number",
            Tuple.of(partition))) {
      long number = row.getLong("number");
      Tuple link = Tuple.of(partition, number);
      List<byte[]> policies =
          Link.items(Rows.bytes(row, "items")).stream()
              .filter(item -> item.letter() == 'P')
              .map(item -> HexFormat.of().parseHex(item.digest()))
              .toList();
      byte[] items =
          ChainFormat.items(
              partition,
              stream(ledger.ask(FACTS, link)).map(Rows::fact).toList(),
              stream(ledger.ask(DECISIONS, link)).map(Rows::decision).toList(),
              policies);
      hash = ChainFormat.hash(hash, number, Rows.instant(row, "at"), items);
      HexFormat hex = HexFormat.of();
      sql.append(
          "update link set items = '\\x%s', hash = '\\x%s' where partition = %d and number = %d; "
              .formatted(hex.formatHex(items), hex.formatHex(hash), partition, number));
      end =
          "update head set hash = '\\x%s' where partition = %d"
              .formatted(hex.formatHex(hash), partition);
    }
    TestPostgres.asSuperuser(database, sql + end);
  }

  private static Stream<Row> stream(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
