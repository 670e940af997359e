package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.ledger.GivenCode;
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

/** Requests of other cities to us to lift a colour. Shared. */
public final class AskedReleases {
  private static final String COLUMNS =
      """
      select q.id, q.peer, q.message, q.person, q.community, q.ground, q.received_at,
        o.supported, o.note as opinion, o.given_by, o.given_at,
        d.released, d.note as decision, d.decided_by, d.decided_at, t.delivered_at
      from asked_release q
        left join asked_release_opinion o on o.release = q.id
        left join asked_release_decision d on d.release = q.id
        left join asked_release_delivery t on t.release = q.id
      """;

  private static final String OF_DIVISION =
      COLUMNS
          + """
          where q.id < $2 and q.community collate "C" >= $1 and q.community collate "C" < $1 || ':'
          order by q.id desc limit $3\
          """;

  private static final String UNDELIVERED =
      COLUMNS + "where d.release is not null and t.release is null order by q.id limit $1";

  /** Sent again, a message is the same request. */
  private static final String RECEIVE =
      """
      insert into asked_release (peer, message, code, person, community, ground, received_at)
      values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing\
      """;

  private static final String OPINE =
      """
      insert into asked_release_opinion (release, supported, note, given_by, given_at)
      values ($1, $2, $3, $4, $5) on conflict do nothing returning release\
      """;

  private static final String DECIDE =
      """
      insert into asked_release_decision (release, released, note, decided_by, decided_at)
      values ($1, $2, $3, $4, $5) on conflict do nothing returning release\
      """;

  private static final String DELIVER =
      """
      insert into asked_release_delivery (release, delivered_at) values ($1, $2)
      on conflict do nothing\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public AskedReleases(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Takes a request. */
  public void receive(
      GivenCode code, String message, Division community, String ground, Instant now) {
    var _ =
        ledger.ask(
            RECEIVE,
            Tuple.of(
                    code.peer().code(),
                    message,
                    code.id(),
                    code.person().value(),
                    community.code(),
                    ground)
                .addOffsetDateTime(column(now)));
  }

  /** A request. */
  public Optional<AskedRelease> find(long id) {
    return list(ledger.ask(COLUMNS + "where q.id = $1", Tuple.of(id))).stream().findFirst();
  }

  /**
   * The requests about people who live in a division, the latest first.
   *
   * @param before only those with a lower number
   */
  public List<AskedRelease> in(Division division, long before, int most) {
    return list(ledger.ask(OF_DIVISION, Tuple.of(division.code(), before, most)));
  }

  /** Those that were decided, of which the other city has not heard. */
  public List<AskedRelease> undelivered(int most) {
    return list(ledger.ask(UNDELIVERED, Tuple.of(most)));
  }

  /**
   * The community gives its opinion.
   *
   * @return false where it did before
   */
  public boolean opine(long id, boolean supported, String note, String by, Instant now) {
    return ledger.ask(OPINE, Tuple.of(id, supported, note, by, column(now))).size() > 0;
  }

  /**
   * The district decides.
   *
   * @return false where it did before
   */
  public static boolean decide(
      PartitionTransaction transaction, long id, boolean released, String note, String by) {
    return transaction
            .ask(DECIDE, Tuple.of(id, released, note, by, column(transaction.now())))
            .size()
        > 0;
  }

  /** The other city has the answer. */
  public void delivered(long id, Instant now) {
    var _ = ledger.ask(DELIVER, Tuple.of(id, column(now)));
  }

  private static OffsetDateTime column(Instant instant) {
    return Micros.column(instant.truncatedTo(ChronoUnit.MICROS));
  }

  private static List<AskedRelease> list(RowSet<Row> rows) {
    List<AskedRelease> found = new ArrayList<>();
    for (Row row : rows) {
      found.add(
          new AskedRelease(
              row.getLong("id"),
              new Division(row.getString("peer")),
              row.getString("message"),
              Rows.person(row),
              new Division(row.getString("community")),
              row.getString("ground"),
              Rows.instant(row, "received_at"),
              said(row, "supported", "opinion", "given"),
              said(row, "released", "decision", "decided"),
              Rows.optionalInstant(row, "delivered_at")));
    }
    return found;
  }

  private static Optional<Said> said(Row row, String yes, String note, String step) {
    return Optional.ofNullable(row.getBoolean(yes))
        .map(
            it ->
                new Said(
                    it,
                    row.getString(note),
                    Optional.of(row.getString(step + "_by")),
                    Rows.instant(row, step + "_at")));
  }
}
