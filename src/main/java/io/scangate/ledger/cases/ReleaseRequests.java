package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Micros;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Rows;
import io.scangate.ledger.cases.ReleaseRequest.Said;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Requests of ours to other cities to lift their colour. Shared. */
public final class ReleaseRequests {
  private static final String COLUMNS =
      """
      select q.id, q.recognition, q.ground, q.message, q.applied_at,
        f.forwarded, f.note as forwarding, f.forwarded_by, f.forwarded_at,
        d.delivered_at, a.released, a.note as replied, a.replied_at
      from release_request q
        join recognition r on r.id = q.recognition
        join person p on p.ref = r.person
        left join release_forwarding f on f.request = q.id
        left join release_delivery d on d.request = q.id
        left join release_reply a on a.request = q.id
      """;

  private static final String OF_DIVISION =
      COLUMNS
          + """
          where q.id < $2 and starts_with(p.community, $1) order by q.id desc limit $3\
          """;

  private static final String UNDELIVERED =
      COLUMNS + "where f.forwarded and d.request is null order by q.id limit $1";

  private static final String APPLY =
      """
      insert into release_request (recognition, ground, message, applied_at)
      values ($1, $2, $3, $4) returning id\
      """;

  private static final String FORWARD =
      """
      insert into release_forwarding (request, forwarded, note, forwarded_by, forwarded_at)
      values ($1, $2, $3, $4, $5) on conflict do nothing returning request\
      """;

  private static final String DELIVER =
      "insert into release_delivery (request, delivered_at) values ($1, $2) on conflict do nothing";

  private static final String REPLY =
      """
      insert into release_reply (request, released, note, replied_at)
      values ($1, $2, $3, $4) on conflict do nothing returning request\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public ReleaseRequests(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The requests about a recognition, the latest first. */
  public List<ReleaseRequest> of(long recognition) {
    return list(
        ledger.ask(COLUMNS + "where q.recognition = $1 order by q.id desc", Tuple.of(recognition)));
  }

  /** Likewise, within a transaction. */
  public static List<ReleaseRequest> of(PartitionTransaction transaction, long recognition) {
    return list(
        transaction.ask(
            COLUMNS + "where q.recognition = $1 order by q.id desc", Tuple.of(recognition)));
  }

  /** A request. */
  public Optional<ReleaseRequest> find(long id) {
    return list(ledger.ask(COLUMNS + "where q.id = $1", Tuple.of(id))).stream().findFirst();
  }

  /** A request by the message under which the other city knows it. */
  public Optional<ReleaseRequest> find(String message) {
    return list(ledger.ask(COLUMNS + "where q.message = $1", Tuple.of(message))).stream()
        .findFirst();
  }

  /**
   * The requests of people who live in a division, the latest first.
   *
   * @param before only those with a lower number
   */
  public List<ReleaseRequest> in(Division division, long before, int most) {
    return list(ledger.ask(OF_DIVISION, Tuple.of(division.code(), before, most)));
  }

  /** Those that were forwarded and are not with the other city yet. */
  public List<ReleaseRequest> undelivered(int most) {
    return list(ledger.ask(UNDELIVERED, Tuple.of(most)));
  }

  /**
   * Applies for a release.
   *
   * @return its number
   */
  public static long apply(
      PartitionTransaction transaction, long recognition, String ground, String message) {
    return transaction
        .ask(APPLY, Tuple.of(recognition, ground, message, column(transaction.now())))
        .iterator()
        .next()
        .getLong("id");
  }

  /**
   * The community forwards it, or does not.
   *
   * @return false where it did before
   */
  public boolean forward(long id, boolean forwarded, String note, String by, Instant now) {
    return ledger.ask(FORWARD, Tuple.of(id, forwarded, note, by, column(now))).size() > 0;
  }

  /** The other city has it. */
  public void delivered(long id, Instant now) {
    var _ = ledger.ask(DELIVER, Tuple.of(id, column(now)));
  }

  /**
   * The other city answers.
   *
   * @return false where it did before
   */
  public static boolean reply(
      PartitionTransaction transaction, long id, boolean released, String note) {
    return transaction.ask(REPLY, Tuple.of(id, released, note, column(transaction.now()))).size()
        > 0;
  }

  private static OffsetDateTime column(Instant instant) {
    return Micros.column(instant.truncatedTo(ChronoUnit.MICROS));
  }

  private static List<ReleaseRequest> list(RowSet<Row> rows) {
    List<ReleaseRequest> found = new ArrayList<>();
    for (Row row : rows) {
      found.add(
          new ReleaseRequest(
              row.getLong("id"),
              row.getLong("recognition"),
              row.getString("ground"),
              row.getString("message"),
              Rows.instant(row, "applied_at"),
              Optional.ofNullable(row.getBoolean("forwarded"))
                  .map(
                      yes ->
                          new Said(
                              yes,
                              row.getString("forwarding"),
                              Optional.of(row.getString("forwarded_by")),
                              Rows.instant(row, "forwarded_at"))),
              Rows.optionalInstant(row, "delivered_at"),
              Optional.ofNullable(row.getBoolean("released"))
                  .map(
                      yes ->
                          new Said(
                              yes,
                              row.getString("replied"),
                              Optional.empty(),
                              Rows.instant(row, "replied_at")))));
    }
    return found;
  }
}
