package io.scangate.ledger.cases;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.CodeChange;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Micros;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Rows;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who people are, sealed, and who acts for whom. Shared. */
public final class Identities {
  private static final String READ =
      """
      select r.person, r.key_id, r.sealed_key, r.sealed, r.registered_at, r.modified_on, p.community
      from identity_record r join person p on p.ref = r.person\
      """;

  private static final String HOUSEHOLD =
      """
      select person, 0 as place from holder where account = $1
      union all
      select member, place from family where holder = (select person from holder where account = $1)
      order by place\
      """;

  private static final String INSERT =
      """
      insert into identity_record (person, key_id, sealed_key, sealed, registered_at)
      values ($1, $2, $3, $4, $5)\
      """;

  private static final String HOLD =
      "insert into holder (account, person) values ($1, $2) on conflict do nothing returning"
          + " person";

  /** So that two members that come at once do not get one place. */
  private static final String LOCK_FAMILY =
      "select pg_advisory_xact_lock(hashtextextended('scangate.family', $1))";

  private static final String FAMILY =
      """
      select count(f.member) as members, coalesce(max(f.place), 0) as last
      from holder h left join family f on f.holder = h.person where h.person = $1
      group by h.person\
      """;

  private static final String JOIN =
      "insert into family (member, holder, place) values ($1, $2, $3)";

  /** One modification a day: the day is part of the condition, so that two at once are one. */
  private static final String MODIFY =
      """
      update identity_record set key_id = $2, sealed_key = $3, sealed = $4, modified_on = $5
      where person = $1 and sealed = $6 and (modified_on is null or modified_on < $5)
      returning person\
      """;

  /**
   * What is kept of a person.
   *
   * @param community of residence
   * @param modifiedOn the day of the last modification
   */
  public record Kept(
      SealedIdentity identity,
      Instant registeredAt,
      Optional<LocalDate> modifiedOn,
      Optional<Division> community) {}

  /** What came of registering somebody. */
  public enum Registering {
    REGISTERED,
    /** The account is another person's already. */
    ACCOUNT_TAKEN,
    /** The person is registered already. */
    PERSON_TAKEN,
    /** The account that registers a relative is nobody's, or its family has as many as it may. */
    NO_ROOM
  }

  /** What came of erasing somebody. */
  public enum Erasing {
    ERASED,
    /** Nothing is kept of the person. */
    NOT_THERE,
    /** The code is not green: whoever is isolated does not begin anew by being forgotten. */
    NOT_GREEN
  }

  private static final Set<Colour> FORGETTABLE = EnumSet.of(Colour.GREEN, Colour.NONE);

  private final Ledger ledger;

  /** The people of a ledger. */
  public Identities(Ledger ledger) {
    this.ledger = ledger;
  }

  /** The person of an account. */
  public Optional<PersonRef> holder(Lookup account) {
    return household(account).stream().findFirst();
  }

  /**
   * Whom an account may act for: its holder, then the family in the order of registration; nobody
   * where it is nobody's.
   */
  public List<PersonRef> household(Lookup account) {
    List<PersonRef> household = new ArrayList<>();
    ledger
        .ask(HOUSEHOLD, Tuple.of(account.column()))
        .forEach(row -> household.add(Rows.person(row)));
    return household;
  }

  /** The holder by whom a person was registered; empty for those who are nobody's family. */
  public Optional<PersonRef> guardian(PersonRef member) {
    Iterator<Row> rows =
        ledger
            .ask("select holder from family where member = $1", Tuple.of(member.value()))
            .iterator();
    return rows.hasNext()
        ? Optional.of(new PersonRef(rows.next().getLong("holder")))
        : Optional.empty();
  }

  /** The person of a document; empty for a stranger, who stays one. */
  public Optional<PersonRef> find(Lookup document) {
    Iterator<Row> rows =
        ledger
            .ask("select person from identity where lookup = $1", Tuple.of(document.column()))
            .iterator();
    return rows.hasNext() ? Optional.of(Rows.person(rows.next())) : Optional.empty();
  }

  /** Where a person lives who is registered. */
  public Optional<Division> community(PersonRef person) {
    return read(person).flatMap(Kept::community);
  }

  /** What is kept of a person. */
  public Optional<Kept> read(PersonRef person) {
    return first(ledger.ask(READ + " where r.person = $1", Tuple.of(person.value())));
  }

  /** Likewise, within a transaction. */
  public static Optional<Kept> read(PartitionTransaction transaction, PersonRef person) {
    return first(transaction.ask(READ + " where r.person = $1", Tuple.of(person.value())));
  }

  private static Optional<Kept> first(RowSet<Row> rows) {
    return rows.iterator().hasNext() ? Optional.of(kept(rows.iterator().next())) : Optional.empty();
  }

  private static Kept kept(Row row) {
    return new Kept(
        sealed(row),
        Rows.instant(row, "registered_at"),
        Optional.ofNullable(row.getLocalDate("modified_on")),
        Optional.ofNullable(row.getString("community")).map(Division::new));
  }

  private static SealedIdentity sealed(Row row) {
    return new SealedIdentity(
        Rows.person(row),
        row.getInteger("key_id"),
        row.getBuffer("sealed_key"),
        row.getBuffer("sealed"));
  }

  /** Registers a person, as the holder of an account or without one. */
  public static Registering register(
      PartitionTransaction transaction, SealedIdentity identity, Optional<Lookup> account) {
    if (read(transaction, identity.person()).isPresent()) {
      return Registering.PERSON_TAKEN;
    }
    if (account.isPresent() && !hold(transaction, account.get(), identity.person())) {
      return Registering.ACCOUNT_TAKEN;
    }
    insert(transaction, identity);
    return Registering.REGISTERED;
  }

  private static boolean hold(PartitionTransaction transaction, Lookup account, PersonRef person) {
    return transaction.ask(HOLD, Tuple.of(account.column(), person.value())).iterator().hasNext();
  }

  /**
   * Registers a relative of a holder.
   *
   * @param most how many members a family may have
   */
  public static Registering join(
      PartitionTransaction transaction, SealedIdentity identity, PersonRef holder, int most) {
    if (read(transaction, identity.person()).isPresent()) {
      return Registering.PERSON_TAKEN;
    }
    var _ = transaction.ask(LOCK_FAMILY, Tuple.of(holder.value()));
    Iterator<Row> rows = transaction.ask(FAMILY, Tuple.of(holder.value())).iterator();
    if (!rows.hasNext()) {
      return Registering.NO_ROOM;
    }
    Row family = rows.next();
    if (family.getLong("members") >= most) {
      return Registering.NO_ROOM;
    }
    insert(transaction, identity);
    transaction.send(
        JOIN, Tuple.of(identity.person().value(), holder.value(), family.getInteger("last") + 1));
    return Registering.REGISTERED;
  }

  private static void insert(PartitionTransaction transaction, SealedIdentity identity) {
    transaction.send(
        INSERT,
        Tuple.of(
            identity.person().value(),
            identity.keyId(),
            identity.sealedKey(),
            identity.sealed(),
            Micros.column(transaction.now())));
  }

  /**
   * Puts other personal data into the place of those that were read; false where they were modified
   * on that day already.
   *
   * @param before what was read
   */
  public static boolean modify(
      PartitionTransaction transaction,
      SealedIdentity before,
      SealedIdentity after,
      LocalDate day) {
    return transaction
        .ask(
            MODIFY,
            Tuple.of(
                after.person().value(),
                after.keyId(),
                after.sealedKey(),
                after.sealed(),
                day,
                before.sealed()))
        .iterator()
        .hasNext();
  }

  /**
   * Forgets who a person is: what is kept, its key, the account, the family, and by what they are
   * found. The code is withdrawn; what happened stays under a reference that leads to nobody.
   */
  public static Erasing erase(PartitionTransaction transaction, PersonRef person) {
    if (read(transaction, person).isEmpty()) {
      return Erasing.NOT_THERE;
    }
    Optional<Code> code = Optional.ofNullable(transaction.codes(List.of(person)).get(person));
    if (code.isPresent() && !FORGETTABLE.contains(code.get().colour())) {
      return Erasing.NOT_GREEN;
    }
    Tuple of = Tuple.of(person.value());
    transaction.send("delete from family where member = $1 or holder = $1", of);
    transaction.send("delete from holder where person = $1", of);
    transaction.send("delete from identity_record where person = $1", of);
    transaction.send("delete from identity where person = $1", of);
    code.map(it -> new CodeChange(code, it.withdrawnNow())).ifPresent(transaction::keep);
    return Erasing.ERASED;
  }

  /** Which keys of the installation identities and lists are under. */
  public List<Integer> keyIds() {
    List<Integer> ids = new ArrayList<>();
    ledger
        .ask(
            "select key_id from identity_record union select key_id from release_list"
                + " where key_id is not null order by key_id",
            Tuple.tuple())
        .forEach(row -> ids.add(row.getInteger("key_id")));
    return ids;
  }

  /** Some rows that are under another key than that of a number. */
  public List<SealedIdentity> under(int otherThan, int most) {
    List<SealedIdentity> found = new ArrayList<>();
    String sql =
        "select person, key_id, sealed_key, sealed from identity_record where key_id <> $1 limit"
            + " $2";
    ledger.ask(sql, Tuple.of(otherThan, most)).forEach(row -> found.add(sealed(row)));
    return found;
  }

  /** Puts a row's key under another one, unless the row has changed since it was read. */
  public void rekey(SealedIdentity read, SealedIdentity other) {
    var _ =
        ledger.ask(
            "update identity_record set key_id = $2, sealed_key = $3"
                + " where person = $1 and sealed_key = $4",
            Tuple.of(read.person().value(), other.keyId(), other.sealedKey(), read.sealedKey()));
  }
}
