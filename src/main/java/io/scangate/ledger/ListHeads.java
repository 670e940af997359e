package io.scangate.ledger;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Where the lists of the gateways stand in the ledger, at one instant. Immutable.
 *
 * @param incarnation of the ledger: one that was restored counts on from higher numbers
 */
public record ListHeads(int incarnation, Map<GateList, Head> heads) {
  /** A newer program may keep lists that this one does not know. */
  private static final String[] NAMES =
      Arrays.stream(GateList.values()).map(GateList::text).toArray(String[]::new);

  private static final String HEADS =
      """
      select name, number, incarnation,
        (extract(epoch from clock_timestamp() - changed_at) * 1000)::int8 as age
      from gate_list cross join installation where name = any ($1)\
      """;

  /**
   * Where one list stands.
   *
   * @param number of its last change, 0 before the first
   * @param age since that change, by the clock of the server
   */
  public record Head(long number, Duration age) {}

  public ListHeads {
    heads = Map.copyOf(heads);
  }

  /** Reads them; waits. */
  public static ListHeads of(Ledger ledger) {
    Map<GateList, Head> heads = new EnumMap<>(GateList.class);
    int incarnation = 0;
    for (Row row : ledger.ask(HEADS, Tuple.tuple().addArrayOfString(NAMES))) {
      incarnation = row.getInteger("incarnation");
      heads.put(
          GateList.of(row.getString("name")),
          new Head(row.getLong("number"), Duration.ofMillis(row.getLong("age"))));
    }
    return new ListHeads(incarnation, heads);
  }

  /** Where a list stands. */
  public Head head(GateList list) {
    Head head = heads.get(list);
    if (head == null) {
      throw new LedgerException("the ledger has no list " + list.text());
    }
    return head;
  }
}
