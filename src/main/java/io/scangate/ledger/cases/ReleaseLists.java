package io.scangate.ledger.cases;

import io.scangate.health.Division;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Micros;
import io.scangate.ledger.Rows;
import io.scangate.ledger.cases.ReleaseList.Review;
import io.scangate.ledger.cases.ReleaseList.Signed;
import io.scangate.ledger.cases.ReleaseList.State;
import io.scangate.ledger.cases.ReleaseList.Step;
import io.scangate.policy.Setting;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of people who are released from isolation, and what is said to them. Shared; waits. */
public final class ReleaseLists {
  /** What was said to a list comes as arrays. */
  private static final String READ =
      """
      select l.*, s.steps, s.granted, s.notes, s.by_whom, s.at
      from release_list l left join lateral (
        select array_agg(step) as steps, array_agg(granted) as granted, array_agg(note) as notes,
          array_agg(by_whom) as by_whom, array_agg(at) as at
        from release_step where list = l.id) s on true\
      """;

  /** All or nothing: the list, its form and its scan. */
  private static final String FILE =
      """
      with filed as (
        insert into release_list (id, setting, division, document, format, scan, key_id, sealed_key,
          filed_by, filed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict do nothing returning id)
      insert into release_file (list, part, sealed)
      select filed.id, part, sealed from filed, (values ('form', $11::bytea), ('scan', $12::bytea))
        as files (part, sealed)
      returning list\
      """;

  private static final String SAY =
      """
      with moved as (
        update release_list set state = $3, ended_at = $4
        where id = $1 and state = any ($2::text[]) returning id)
      insert into release_step (list, step, granted, note, by_whom, at)
      select id, $5, $6, $7, $8, $9 from moved returning list\
      """;

  private static final String STOP =
      """
      update release_list set stopped = $2
      where id = $1 and state in ('reading', 'releasing') returning id\
      """;

  /** The list that waits longest, and that no other engine has said within the time to work on. */
  private static final String CLAIM =
      """
      update release_list set worker = $1, worker_until = $3 where id = (
        select id from release_list
        where state in ('reading', 'releasing') and not stopped and id > $4
          and (worker is null or worker = $1 or worker_until <= $2)
        order by id limit 1 for update skip locked)
      returning id\
      """;

  private static final String MOVE =
      """
      update release_list set state = $3, fault = $4, ended_at = $5
      where id = $1 and state = $2 and not stopped returning id\
      """;

  private static final String FORGET =
      """
      with forgotten as (
        update release_list set key_id = null, sealed_key = null
        where key_id is not null and ended_at < $1 returning id),
      files as (delete from release_file where list in (select id from forgotten))
      update release_row set sealed = null where list in (select id from forgotten)\
      """;

  /** What is filed. Immutable. */
  public record Filed(
      long id,
      Setting setting,
      Division division,
      String document,
      String format,
      String scan,
      SealedKey key,
      Signed signed) {}

  private final Ledger ledger;

  /** The lists of a ledger. */
  public ReleaseLists(Ledger ledger) {
    this.ledger = ledger;
  }

  /** What the key of a list is sealed about. */
  public static String dossier(long id) {
    return "release list " + id;
  }

  /** A number that no list has. */
  public long number() {
    return ledger
        .ask("select nextval('release_list_number') as id", Tuple.tuple())
        .iterator()
        .next()
        .getLong("id");
  }

  /**
   * Files a list.
   *
   * @param form sealed
   * @param scan sealed
   * @return false where the place has filed a list under that document
   */
  public boolean file(Filed list, Buffer form, Buffer scan) {
    Tuple values =
        Tuple.of(
                list.id(),
                list.setting().text(),
                list.division().code(),
                list.document(),
                list.format(),
                list.scan())
            .addInteger(list.key().keyId())
            .addBuffer(list.key().sealed())
            .addString(list.signed().by())
            .addOffsetDateTime(Micros.column(list.signed().at()))
            .addBuffer(form)
            .addBuffer(scan);
    return ledger.ask(FILE, values).iterator().hasNext();
  }

  /** A list by its number. */
  public Optional<ReleaseList> find(long id) {
    for (Row row : ledger.ask(READ + " where l.id = $1", Tuple.of(id))) {
      return Optional.of(list(row));
    }
    return Optional.empty();
  }

  /**
   * Lists of a division, the latest first.
   *
   * @param before only those with a lower number
   */
  public List<ReleaseList> in(Division division, List<Setting> settings, long before, int most) {
    List<ReleaseList> found = new ArrayList<>();
    Tuple values =
        Tuple.tuple()
            .addString(division.code())
            .addArrayOfString(settings.stream().map(Setting::text).toArray(String[]::new))
            .addLong(before)
            .addInteger(most);
    ledger
        .ask(
            READ
                + " where starts_with(l.division, $1) and l.setting = any ($2) and l.id < $3"
                + " order by l.id desc limit $4",
            values)
        .forEach(row -> found.add(list(row)));
    return found;
  }

  /** What was filed with a list, sealed; empty once it is forgotten. */
  public Optional<Buffer> file(long id, String part) {
    for (Row row :
        ledger.ask(
            "select sealed from release_file where list = $1 and part = $2", Tuple.of(id, part))) {
      return Optional.of(row.getBuffer("sealed"));
    }
    return Optional.empty();
  }

  /**
   * Says something to a list, which goes on by it.
   *
   * @param from where the list must stand
   * @param to where it stands then
   * @return false where it stands elsewhere by now
   */
  public boolean say(long id, List<State> from, State to, Step step, Review review) {
    Tuple values =
        Tuple.tuple()
            .addLong(id)
            .addArrayOfString(from.stream().map(State::word).toArray(String[]::new))
            .addString(to.word())
            .addOffsetDateTime(ended(to, review.signed().at()))
            .addString(step.word())
            .addBoolean(review.granted())
            .addString(review.note())
            .addString(review.signed().by())
            .addOffsetDateTime(Micros.column(review.signed().at()));
    return ledger.ask(SAY, values).iterator().hasNext();
  }

  private static @Nullable OffsetDateTime ended(State to, Instant at) {
    return switch (to) {
      case DONE, UNREADABLE, REJECTED, WITHDRAWN -> Micros.column(at);
      case READING, TOWN_REVIEW, DISTRICT_REVIEW, RELEASING -> null;
    };
  }

  /** Lets the work on a list rest, or go on; false where there is none. */
  public boolean stop(long id, boolean stopped) {
    return ledger.ask(STOP, Tuple.of(id, stopped)).iterator().hasNext();
  }

  /**
   * The next list to work on; others leave it alone for so long.
   *
   * @param after the number after which to look first, so that every list has its turn
   */
  public Optional<Long> claim(UUID worker, Duration hold, long after, Instant now) {
    Tuple values = Tuple.of(worker, Micros.column(now), Micros.column(now.plus(hold)), after);
    for (Row row : ledger.ask(CLAIM, values)) {
      return Optional.of(row.getLong("id"));
    }
    return Optional.empty();
  }

  /** Goes on with a list, unless somebody has stopped it or taken it back meanwhile. */
  public boolean move(long id, State from, State to, Optional<String> fault, Instant now) {
    Tuple values =
        Tuple.tuple()
            .addLong(id)
            .addString(from.word())
            .addString(to.word())
            .addString(fault.orElse(null))
            .addOffsetDateTime(ended(to, now));
    return ledger.ask(MOVE, values).iterator().hasNext();
  }

  /** Destroys what is personal of lists that ended before an instant, and their keys. */
  public void forget(Instant before) {
    var _ = ledger.ask(FORGET, Tuple.of(Micros.column(before)));
  }

  /** Some lists whose key is under another key than that of a number. */
  public Map<Long, SealedKey> under(int otherThan, int most) {
    Map<Long, SealedKey> found = new LinkedHashMap<>();
    for (Row row :
        ledger.ask(
            "select id, key_id, sealed_key from release_list where key_id <> $1 limit $2",
            Tuple.of(otherThan, most))) {
      found.put(
          row.getLong("id"), new SealedKey(row.getInteger("key_id"), row.getBuffer("sealed_key")));
    }
    return found;
  }

  /** Puts a list's key under another one, unless it was forgotten meanwhile. */
  public void rekey(long id, SealedKey other) {
    var _ =
        ledger.ask(
            "update release_list set key_id = $2, sealed_key = $3"
                + " where id = $1 and key_id is not null",
            Tuple.of(id, other.keyId(), other.sealed()));
  }

  private static ReleaseList list(Row row) {
    Integer keyId = row.getInteger("key_id");
    return new ReleaseList(
        row.getLong("id"),
        Setting.valueOf(row.getString("setting").toUpperCase(Locale.ROOT)),
        new Division(row.getString("division")),
        row.getString("document"),
        row.getString("format"),
        row.getString("scan"),
        State.valueOf(constant(row.getString("state"))),
        row.getBoolean("stopped"),
        new ReleaseList.Rows(
            row.getInteger("rows_read"),
            row.getInteger("rows_sound"),
            row.getInteger("rows_rejected"),
            row.getInteger("rows_released")),
        keyId == null
            ? Optional.empty()
            : Optional.of(new SealedKey(keyId, row.getBuffer("sealed_key"))),
        Optional.ofNullable(row.getString("fault")),
        new Signed(row.getString("filed_by"), Rows.instant(row, "filed_at")),
        steps(row));
  }

  private static Map<Step, Review> steps(Row row) {
    Map<Step, Review> steps = new EnumMap<>(Step.class);
    String[] names = row.getArrayOfStrings("steps");
    if (names != null) {
      for (int i = 0; i < names.length; i++) {
        steps.put(
            Step.valueOf(constant(names[i])),
            new Review(
                row.getArrayOfBooleans("granted")[i],
                row.getArrayOfStrings("notes")[i],
                new Signed(
                    row.getArrayOfStrings("by_whom")[i],
                    row.getArrayOfOffsetDateTimes("at")[i].toInstant())));
      }
    }
    return steps;
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
