package io.scangate.ledger;

import io.scangate.policy.Policy;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Function;

/**
 * Where policies come into the ledger: one person proposes, another one activates. The policy then
 * has its number, and in the same transaction the work that brings it to every partition is queued.
 * Shared.
 */
public final class PolicyDesk {
  /** Numbers are given out one after another. */
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtext('scangate.policy'))";

  private static final String ALIKE =
      """
      select version, in_force_from from policy
      where version = $1 or in_force_from = $2 or digest = $3 limit 1\
      """;

  private static final String PROPOSE =
      """
      insert into policy (digest, version, text, in_force_from, proposed_by, proposed_at)
      values ($1, $2, $3, $4, $5, $6)\
      """;

  private static final String FIND =
      "select digest, in_force_from, proposed_by, number from policy where version = $1";

  private static final String APPROVE =
      """
      update policy set approved_by = $2, approved_at = $3,
        number = (select max(number) + 1 from policy)
      where digest = $1 returning number\
      """;

  private static final String QUEUE =
      """
      insert into work (partition, kind, policy, due_at)
      select partition, 'policy', $1, $2 from head order by partition\
      """;

  private final Ledger ledger;

  /** What came of a step. Immutable. */
  public sealed interface Step {
    /** The policy is proposed. */
    record Proposed() implements Step {}

    /**
     * The policy is approved, and judges from its instant on.
     *
     * @param number its place among those approved
     */
    record Activated(int number, Instant inForceFrom) implements Step {}

    /**
     * Nothing was done.
     *
     * @param why in the operator's words
     */
    record Refused(String why) implements Step {}
  }

  /** The policies of a ledger. */
  public PolicyDesk(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Proposes a policy. */
  public Step propose(Policy policy, String operator, Instant now) {
    if (policy.inForceFrom().isBefore(now)) {
      return late(policy.version(), policy.inForceFrom(), now);
    }
    return alone(connection -> propose(connection, policy, operator, now));
  }

  private static Step propose(
      SqlConnection connection, Policy policy, String operator, Instant now) {
    Buffer digest = Rows.buffer(policy.digest());
    Iterator<Row> alike =
        Wait.on(
                connection
                    .preparedQuery(ALIKE)
                    .execute(
                        Tuple.of(policy.version(), Micros.column(policy.inForceFrom()), digest)))
            .iterator();
    if (alike.hasNext()) {
      Row row = alike.next();
      return new Step.Refused(
          "the ledger has the policy %s already, in force from %s; version, instant and content"
                  .formatted(row.getString("version"), Rows.instant(row, "in_force_from"))
              + " are each other's alone");
    }
    var _ =
        Wait.on(
            connection
                .preparedQuery(PROPOSE)
                .execute(
                    Tuple.of(
                        digest,
                        policy.version(),
                        policy.canonicalText(),
                        Micros.column(policy.inForceFrom()),
                        operator,
                        Micros.column(now))));
    return new Step.Proposed();
  }

  /** Activates what somebody else has proposed. */
  public Step activate(String version, String operator, Instant now) {
    return alone(connection -> activate(connection, version, operator, now));
  }

  private static Step activate(
      SqlConnection connection, String version, String operator, Instant now) {
    Iterator<Row> found =
        Wait.on(connection.preparedQuery(FIND).execute(Tuple.of(version))).iterator();
    if (!found.hasNext()) {
      return new Step.Refused("no policy " + version + " was proposed");
    }
    Row row = found.next();
    Instant inForceFrom = Rows.instant(row, "in_force_from");
    if (row.getInteger("number") != null) {
      return new Step.Refused("the policy " + version + " is activated already");
    }
    if (isSame(row.getString("proposed_by"), operator)) {
      return new Step.Refused("whoever proposed a policy does not activate it");
    }
    if (inForceFrom.isBefore(now)) {
      return late(version, inForceFrom, now);
    }
    Buffer digest = row.getBuffer("digest");
    int number =
        Wait.on(
                connection
                    .preparedQuery(APPROVE)
                    .execute(Tuple.of(digest, operator, Micros.column(now))))
            .iterator()
            .next()
            .getInteger("number");
    var _ = Wait.on(connection.preparedQuery(QUEUE).execute(Tuple.of(digest, Micros.column(now))));
    return new Step.Activated(number, inForceFrom);
  }

  private static Step late(String version, Instant inForceFrom, Instant now) {
    return new Step.Refused(
        "the policy %s would be in force from %s, it is %s now: nobody is judged by rules that did"
                .formatted(version, inForceFrom, now)
            + " not yet hold");
  }

  /** A name in other letters is no second person. */
  private static boolean isSame(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }

  /** In a transaction that no other step runs beside. */
  private Step alone(Function<SqlConnection, Step> work) {
    return ledger.transaction(
        connection -> {
          var _ = Wait.on(connection.query(ONE_AT_A_TIME).execute());
          return work.apply(connection);
        });
  }
}
