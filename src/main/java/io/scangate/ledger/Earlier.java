package io.scangate.ledger;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What sources have sent before. Shared. */
public final class Earlier {
  /** Whether a report's key was used before, and what for. */
  public enum Use {
    /** It was not. */
    NONE,
    /** For the same, which is stored. */
    STORED,
    /** For the same, which waits for a second person. */
    HELD,
    /** For the same, which a second person has rejected. */
    REJECTED,
    /** For something else. */
    OTHER
  }

  private static final String KEYS =
      """
      select key, digest, 'STORED' as use from receipt where source = $1 and key = any ($2::text[])
      union all
      select key, digest, case when decided_by is null then 'HELD' else 'REJECTED' end
      from held where source = $1 and key = any ($2::text[]) and released is not true\
      """;

  private record Known(String digest, Use use) {}

  private final Ledger ledger;

  /** What was sent to that ledger. */
  public Earlier(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * How the keys of some reports of one source were used.
   *
   * @return one answer a report, in their order
   */
  public List<Use> uses(String source, List<Report> reports) {
    Map<String, Known> known = known(source, Rows.texts(reports, report -> report.origin().key()));
    return reports.stream()
        .map(report -> use(known.get(report.origin().key()), report.digest()))
        .toList();
  }

  /** How the key of a designation was used; facts and designations of a source share its keys. */
  public Use use(Designation designation) {
    Origin origin = designation.origin();
    Map<String, Known> known = known(origin.source(), new @Nullable String[] {origin.key()});
    return use(known.get(origin.key()), designation.digest());
  }

  private Map<String, Known> known(String source, @Nullable String[] keys) {
    Map<String, Known> known = new HashMap<>();
    for (Row row : ledger.ask(KEYS, Tuple.tuple().addString(source).addArrayOfString(keys))) {
      known.putIfAbsent(
          row.getString("key"),
          new Known(Rows.hex(row, "digest"), Use.valueOf(row.getString("use"))));
    }
    return known;
  }

  private static Use use(@Nullable Known before, byte[] digest) {
    if (before == null) {
      return Use.NONE;
    }
    return before.digest.equals(HexFormat.of().formatHex(digest)) ? before.use : Use.OTHER;
  }
}
