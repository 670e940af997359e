package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.policy.Policy;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ledger begins with: its city, its partitions, and the policy by which it decides.
 * Immutable.
 *
 * @param pepperCheck tells a wrong pepper at a later start; 64 hexadecimal digits that do not tell
 *     the pepper
 * @param policy in force from the beginning
 * @param proposedBy who brings it
 * @param approvedBy who agrees; somebody else
 */
public record Founding(
    Division city,
    int partitions,
    String pepperCheck,
    Policy policy,
    String proposedBy,
    String approvedBy) {

  /** Founds the ledger, all or nothing. */
  public void in(Ledger ledger, Instant now) {
    var _ =
        ledger.transaction(
            connection -> Wait.on(Future.all(rows(connection, Micros.floor(now)))).size());
  }

  private List<Future<?>> rows(SqlConnection connection, Instant now) {
    List<Future<?>> sent = new ArrayList<>();
    Buffer digest = Rows.buffer(policy.digest());
    sent.add(
        connection
            .preparedQuery(
                "insert into installation (city, partitions, pepper_check, founded_at)"
                    + " values ($1, $2, $3, $4)")
            .execute(
                Tuple.of(city.code(), partitions, Rows.buffer(pepperCheck), Micros.column(now))));
    sent.add(
        connection
            .preparedQuery(
                "insert into policy (digest, version, text, in_force_from, proposed_by,"
                    + " proposed_at, approved_by, approved_at, number) values ($1, $2, $3, $4, $5,"
                    + " $6, $7, $6, 1)")
            .execute(
                Tuple.of(
                    digest,
                    policy.version(),
                    policy.canonicalText(),
                    Micros.column(policy.inForceFrom()),
                    proposedBy,
                    Micros.column(now),
                    approvedBy)));
    for (int partition = 0; partition < partitions; partition++) {
      byte[] items = ChainFormat.items(partition, List.of(), List.of(), List.of(digest.getBytes()));
      byte[] hash = ChainFormat.hash(ChainFormat.genesis(partition), 1, now, items);
      sent.add(
          connection
              .preparedQuery(
                  "insert into head (partition, at, link, hash, policies) values ($1, $2, 1, $3,"
                      + " 1)")
              .execute(Tuple.of(partition, Micros.column(now), Buffer.buffer(hash))));
      sent.add(
          connection
              .preparedQuery(
                  "insert into link (partition, number, at, items, hash) values ($1, 1, $2, $3,"
                      + " $4)")
              .execute(
                  Tuple.of(
                      partition, Micros.column(now), Buffer.buffer(items), Buffer.buffer(hash))));
    }
    sent.add(
        connection.preparedQuery("select open_month($1)").execute(Tuple.of(Micros.column(now))));
    return sent;
  }
}
