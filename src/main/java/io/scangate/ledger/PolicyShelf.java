package io.scangate.ledger;

import io.scangate.policy.Policy;
import io.scangate.policy.PolicyFile;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The policies by which the ledger decides, in the order in which they were approved. Shared.
 *
 * <p>A transaction is told by its head how many of them judge in its partition; so everybody who
 * decides there decides by the same ones.
 */
public final class PolicyShelf {
  private static final String APPROVED =
      "select number, version, text from policy where number is not null order by number";

  private final Ledger ledger;
  private volatile List<Judging> byNumber = List.of();

  /** The policies of a ledger. */
  public PolicyShelf(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * The policies that judge where so many were admitted.
   *
   * @param number at least 1
   */
  public Judging first(int number) {
    return first(number, ledger::ask);
  }

  /**
   * The policies that judge where a transaction is at work. What is not known yet is read within
   * it: when every connection is held by such a transaction, another one would come to none of
   * them.
   */
  public Judging of(PartitionTransaction transaction) {
    return first(transaction.policies(), transaction::ask);
  }

  private Judging first(int number, BiFunction<String, Tuple, RowSet<Row>> asking) {
    List<Judging> known = byNumber;
    if (known.size() < number) {
      known = load(asking);
      byNumber = known;
    }
    if (known.size() < number) {
      throw new LedgerException("the ledger speaks of " + number + " policies and has fewer");
    }
    return known.get(number - 1);
  }

  private static List<Judging> load(BiFunction<String, Tuple, RowSet<Row>> asking) {
    List<Policy> approved = new ArrayList<>();
    List<Judging> all = new ArrayList<>();
    for (Row row : asking.apply(APPROVED, Tuple.tuple())) {
      approved.add(PolicyFile.parse("policy " + row.getString("version"), row.getString("text")));
      all.add(new Judging(approved));
    }
    return List.copyOf(all);
  }
}
