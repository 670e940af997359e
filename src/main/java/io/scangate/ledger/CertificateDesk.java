package io.scangate.ledger;

import io.scangate.credential.Serial;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.CertificateStep.Refusal;
import io.scangate.ledger.CheckpointState.Signed;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Where certificates on paper are issued, printed and revoked, with the checks at the counter that
 * go before. Shared; waits.
 */
public final class CertificateDesk {
  private static final String CHECK =
      """
      insert into counter_check (person, community, sealed, outcome, checked_by, checked_at)
      values ($1, $2, $3, $4, $5, $6) returning id\
      """;

  private static final String ISSUE =
      """
      insert into certificate (passed, person, community, serial, sealed, issued_at, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7) returning number\
      """;

  private static final String IN_FORCE =
      """
      select c.number from certificate c where c.person = $1 and c.expires_at > $2
        and not exists (select 1 from certificate_end e where e.certificate = c.number)\
      """;

  private static final String COLUMNS =
      """
      select c.number, c.person, c.community, c.serial, c.sealed, c.issued_at, c.expires_at,
        k.checked_by as issued_by, k.sealed as checked,
        (select count(*)::int4 from certificate_print p where p.certificate = c.number) as prints,
        e.reason, e.ended_by, e.ended_at
      from certificate c
        join counter_check k on k.id = c.passed
        left join certificate_end e on e.certificate = c.number
      """;

  private static final String FIND = COLUMNS + "where c.number = $1";

  private static final String LIST =
      COLUMNS
          + """
          where c.number < $2 and c.community collate "C" >= $1
            and c.community collate "C" < $1 || ':'
          order by c.number desc limit $3\
          """;

  /** So that two prints that come at once are two. */
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtextextended('scangate.certificate', $1))";

  private static final String PRINT =
      """
      insert into certificate_print (certificate, copy, reason, printed_by, printed_at)
      values ($1, $2, $3, $4, $5)\
      """;

  private static final String END =
      """
      insert into certificate_end (certificate, reason, ended_by, ended_at)
      values ($1, $2, $3, $4)\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public CertificateDesk(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What came of a check at the counter. */
  public enum Outcome {
    /** A certificate may be issued. */
    PASSED,
    /** The card bears another name than was registered. */
    NAME_DIFFERS,
    FEVER,
    TEST_POSITIVE,
    TEST_TOO_OLD,
    /** The code is yellow, red, withdrawn or none. */
    NOT_GREEN,
    /** The person has a certificate already. */
    IN_FORCE;

    /** As the ledger and forms have it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Somebody at the counter. Immutable.
   *
   * @param community where they live, and the counter is
   * @param by who of the staff checks
   */
  public record Visitor(PersonRef person, Division community, String by) {}

  /** The number of the certificate that a person has. */
  public static Optional<Long> inForce(PartitionTransaction transaction, PersonRef person) {
    for (Row row :
        transaction.ask(
            IN_FORCE, Tuple.of(person.value(), Micros.column(Micros.floor(transaction.now()))))) {
      return Optional.of(row.getLong("number"));
    }
    return Optional.empty();
  }

  /**
   * Notes a check.
   *
   * @param sealed what was seen
   * @return its number
   */
  public static long check(
      PartitionTransaction transaction, Visitor visitor, Buffer sealed, Outcome outcome) {
    return transaction
        .ask(
            CHECK,
            Tuple.of(
                visitor.person().value(),
                visitor.community().code(),
                sealed,
                outcome.word(),
                visitor.by(),
                Micros.column(Micros.floor(transaction.now()))))
        .iterator()
        .next()
        .getLong("id");
  }

  /**
   * Issues a certificate after a check that was passed.
   *
   * @param sealed what is printed
   * @return its number
   */
  public static long issue(
      PartitionTransaction transaction,
      Visitor visitor,
      long check,
      Serial serial,
      Buffer sealed,
      Instant expires) {
    return transaction
        .ask(
            ISSUE,
            Tuple.of(
                    check,
                    visitor.person().value(),
                    visitor.community().code(),
                    SerialDesk.bytes(serial),
                    sealed)
                .addOffsetDateTime(Micros.column(Micros.floor(transaction.now())))
                .addOffsetDateTime(Micros.column(expires)))
        .iterator()
        .next()
        .getLong("number");
  }

  /** A certificate. */
  public Optional<Certificate> find(long number) {
    return find(ledger::ask, number);
  }

  private static Optional<Certificate> find(
      BiFunction<String, Tuple, RowSet<Row>> asking, long number) {
    for (Row row : asking.apply(FIND, Tuple.of(number))) {
      return Optional.of(certificate(row));
    }
    return Optional.empty();
  }

  /**
   * The certificates of a division, the latest first.
   *
   * @param before only those with a lower number
   */
  public List<Certificate> in(Division division, long before, int most) {
    List<Certificate> found = new ArrayList<>();
    for (Row row : ledger.ask(LIST, Tuple.of(division.code(), before, most))) {
      found.add(certificate(row));
    }
    return found;
  }

  private static Certificate certificate(Row row) {
    return new Certificate(
        row.getLong("number"),
        Rows.person(row),
        new Division(row.getString("community")),
        SerialDesk.serial(row),
        row.getBuffer("sealed"),
        new Signed(row.getString("issued_by"), Rows.instant(row, "issued_at"), ""),
        row.getBuffer("checked"),
        Rows.instant(row, "expires_at"),
        row.getInteger("prints"),
        Optional.ofNullable(row.getString("ended_by"))
            .map(by -> new Signed(by, Rows.instant(row, "ended_at"), row.getString("reason"))));
  }

  /** Counts one more print; {@link Certificate#prints} is its number then. */
  public CertificateStep print(long number, String reason, String by, Instant now) {
    return ledger.transaction(
        connection -> {
          BiFunction<String, Tuple, RowSet<Row>> asking =
              (sql, values) -> Wait.on(connection.preparedQuery(sql).execute(values));
          var _ = asking.apply(ONE_AT_A_TIME, Tuple.of(number));
          Optional<Certificate> found = find(asking, number);
          Optional<Refusal> refusal = refusal(found, now);
          if (refusal.isPresent()) {
            return new CertificateStep.Refused(refusal.get());
          }
          int copy = found.orElseThrow().prints() + 1;
          var _ = asking.apply(PRINT, Tuple.of(number, copy, reason, by, Micros.column(now)));
          return new CertificateStep.Done(find(asking, number).orElseThrow());
        });
  }

  /** Revokes a certificate: its code stands among those that every door refuses. */
  public CertificateStep revoke(long number, String reason, String by, Instant now) {
    return ListTransaction.in(
        ledger,
        under -> {
          Optional<Certificate> found = find(under::ask, number);
          Optional<Refusal> refusal = refusal(found, now);
          if (refusal.isPresent()) {
            return new CertificateStep.Refused(refusal.get());
          }
          var _ = under.ask(END, Tuple.of(number, reason, by, Micros.column(now)));
          Certificate ended = find(under::ask, number).orElseThrow();
          if (!SerialDesk.withdraw(under, ended.serial(), ended.expires(), reason, by, now)) {
            throw new LedgerException("the code of certificate " + number + " was withdrawn");
          }
          return new CertificateStep.Done(ended);
        });
  }

  private static Optional<Refusal> refusal(Optional<Certificate> found, Instant now) {
    return found.isEmpty()
        ? Optional.of(Refusal.UNKNOWN)
        : switch (found.get().status(now)) {
          case IN_FORCE -> Optional.empty();
          case EXPIRED -> Optional.of(Refusal.EXPIRED);
          case REVOKED -> Optional.of(Refusal.REVOKED);
        };
  }
}
