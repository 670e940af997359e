package io.scangate.ledger;

import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** What stands in the ledger of who read whom. */
public final class StaffReadRows {
  private StaffReadRows() {}

  /** A line for each, the first one first. */
  public static List<String> of(Ledger ledger) {
    List<String> rows = new ArrayList<>();
    ledger
        .ask("select operator, command, purpose from staff_read order by id", Tuple.tuple())
        .forEach(
            row ->
                rows.add(
                    row.getString("operator")
                        + ": "
                        + row.getString("command")
                        + " for "
                        + row.getString("purpose")));
    return rows;
  }
}
