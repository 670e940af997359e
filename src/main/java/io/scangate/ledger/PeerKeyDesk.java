package io.scangate.ledger;

import io.scangate.credential.Algorithm;
import io.scangate.credential.KeyUse;
import io.scangate.credential.TrustedKey;
import io.scangate.credential.Validity;
import io.scangate.health.Division;
import io.scangate.ledger.CheckpointState.Answer;
import io.scangate.ledger.CheckpointState.Signed;
import io.scangate.ledger.PeerKeyStep.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Where keys of other cities are proposed, approved by a second person, and withdrawn. Those of
 * codes stand in the list that gateways hold. Shared; waits.
 */
public final class PeerKeyDesk {
  private static final String COLUMNS =
      """
      select k.id, k.issuer, k.signs, k.algorithm, k.public_key, k.starts_at, k.ends_at, k.document,
        k.proposed_by, k.proposed_at, a.approved, a.note, a.answered_by, a.answered_at,
        e.reason, e.ended_by, e.ended_at
      from peer_key k
        left join peer_key_answer a on a.key = k.id
        left join peer_key_end e on e.key = k.id
      """;

  private static final String FIND = COLUMNS + "where k.id = $1";

  private static final String ALL = COLUMNS + "order by k.id desc limit $1";

  /** So many are told; a city has a handful of keys in a year. */
  private static final int MOST = 1_000;

  private static final String TRUSTED =
      COLUMNS + "where k.signs = $1 and a.approved and e.key is null order by k.id";

  static final String LISTED =
      COLUMNS
          + """
          where a.listed_in <= $1 and (e.unlisted_in is null or e.unlisted_in > $1) order by k.id\
          """;

  private static final String PROPOSE =
      """
      insert into peer_key (issuer, signs, algorithm, public_key, starts_at, ends_at, document,
        proposed_by, proposed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id\
      """;

  private static final String ANSWER =
      """
      insert into peer_key_answer (key, approved, note, answered_by, answered_at, listed_in)
      values ($1, $2, $3, $4, $5, $6)\
      """;

  private static final String END =
      """
      insert into peer_key_end (key, reason, ended_by, ended_at, unlisted_in)
      values ($1, $2, $3, $4, $5)\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public PeerKeyDesk(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Proposes a key, which is trusted for nothing yet. */
  public PeerKeyStep propose(TrustedKey key, String document, String by, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          Tuple row =
              Tuple.of(
                      key.issuer().code(),
                      signs(key),
                      key.algorithm().wire(),
                      Buffer.buffer(key.bytes()),
                      Micros.column(Instant.ofEpochSecond(key.validity().from())))
                  .addOffsetDateTime(Micros.column(Instant.ofEpochSecond(key.validity().until())))
                  .addString(document)
                  .addString(by)
                  .addOffsetDateTime(Micros.column(now));
          for (Row proposed : under.ask(PROPOSE, row)) {
            return done(under, proposed.getLong("id"));
          }
          return new PeerKeyStep.Refused(Refusal.TAKEN);
        });
  }

  /** A second person answers, once. */
  public PeerKeyStep answer(long id, boolean approved, String note, String by, Instant now) {
    return step(
        id,
        under ->
            found -> {
              switch (found.status()) {
                case REFUSED, TRUSTED, WITHDRAWN -> {
                  return Optional.of(Refusal.ANSWERED);
                }
                case PROPOSED -> {}
              }
              if (Signatory.isSame(found.proposed().by(), by)) {
                return Optional.of(Refusal.SAME_PERSON);
              }
              var _ =
                  under.ask(
                      ANSWER,
                      Tuple.of(id, approved, note, by)
                          .addOffsetDateTime(Micros.column(now))
                          .addLong(
                              approved && isOfCodes(found.key())
                                  ? under.next(GateList.PEER_KEYS)
                                  : null));
              return Optional.empty();
            });
  }

  /** A key is trusted no more, at once and for everything that it ever signed. */
  public PeerKeyStep withdraw(long id, String reason, String by, Instant now) {
    return step(
        id,
        under ->
            found -> {
              switch (found.status()) {
                case PROPOSED, REFUSED -> {
                  return Optional.of(Refusal.NOT_TRUSTED);
                }
                case WITHDRAWN -> {
                  return Optional.of(Refusal.WITHDRAWN);
                }
                case TRUSTED -> {}
              }
              var _ =
                  under.ask(
                      END,
                      Tuple.of(id, reason, by)
                          .addOffsetDateTime(Micros.column(now))
                          .addLong(isOfCodes(found.key()) ? under.next(GateList.PEER_KEYS) : null));
              return Optional.empty();
            });
  }

  private PeerKeyStep step(
      long id, Function<ListTransaction, Function<PeerKey, Optional<Refusal>>> work) {
    return ListTransaction.in(
        ledger,
        under -> {
          Optional<PeerKey> found = find(under::ask, id);
          if (found.isEmpty()) {
            return new PeerKeyStep.Refused(Refusal.UNKNOWN);
          }
          Optional<Refusal> refusal = work.apply(under).apply(found.get());
          return refusal.isPresent() ? new PeerKeyStep.Refused(refusal.get()) : done(under, id);
        });
  }

  private static PeerKeyStep done(ListTransaction under, long id) {
    return new PeerKeyStep.Done(find(under::ask, id).orElseThrow());
  }

  private static Optional<PeerKey> find(BiFunction<String, Tuple, RowSet<Row>> asking, long id) {
    for (Row row : asking.apply(FIND, Tuple.of(id))) {
      return Optional.of(key(row));
    }
    return Optional.empty();
  }

  /** All keys, the latest first. */
  public List<PeerKey> all() {
    return keys(ledger.ask(ALL, Tuple.of(MOST)));
  }

  /** The keys of codes that are trusted, those of all cities. */
  public List<TrustedKey> ofCodes() {
    return trusted("codes");
  }

  /** The keys of messages that are trusted, those of all cities. */
  public List<TrustedKey> ofMessages() {
    return trusted("messages");
  }

  private List<TrustedKey> trusted(String signs) {
    return keys(ledger.ask(TRUSTED, Tuple.of(signs))).stream().map(PeerKey::key).toList();
  }

  static List<PeerKey> keys(RowSet<Row> rows) {
    List<PeerKey> keys = new ArrayList<>();
    rows.forEach(row -> keys.add(key(row)));
    return keys;
  }

  private static PeerKey key(Row row) {
    return new PeerKey(
        row.getLong("id"),
        new TrustedKey(
            new Division(row.getString("issuer")),
            row.getInteger("algorithm") == Algorithm.EDDSA.wire()
                ? Algorithm.EDDSA
                : Algorithm.ES256,
            Set.of(row.getString("signs").equals("codes") ? KeyUse.STATIC : KeyUse.LISTS),
            new Validity(
                Rows.instant(row, "starts_at").getEpochSecond(),
                Rows.instant(row, "ends_at").getEpochSecond()),
            Rows.bytes(row, "public_key")),
        new Signed(
            row.getString("proposed_by"),
            Rows.instant(row, "proposed_at"),
            row.getString("document")),
        Optional.ofNullable(row.getBoolean("approved"))
            .map(
                approved ->
                    new Answer(
                        approved,
                        new Signed(
                            row.getString("answered_by"),
                            Rows.instant(row, "answered_at"),
                            row.getString("note")))),
        Optional.ofNullable(row.getString("ended_by"))
            .map(by -> new Signed(by, Rows.instant(row, "ended_at"), row.getString("reason"))));
  }

  private static boolean isOfCodes(TrustedKey key) {
    return key.uses().contains(KeyUse.STATIC);
  }

  private static String signs(TrustedKey key) {
    return isOfCodes(key) ? "codes" : "messages";
  }
}
