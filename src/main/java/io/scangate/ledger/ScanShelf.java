package io.scangate.ledger;

import io.scangate.verdict.ScanLane;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The scans of the last days, a table a day. Shared.
 *
 * <p>What waits here waits on a virtual thread, or on a thread that is not Vert.x' own.
 */
public final class ScanShelf {
  /** First key of the lock under which the scans of a partition are stored; see {@link Claims}. */
  private static final int STORING = 0x5CA6_A7E3;

  private static final String LOCK = "select pg_advisory_xact_lock($1, $2)";

  /**
   * Statements are planned while a day's table is empty, and would go through all of it when it no
   * longer is.
   */
  private static final String BY_INDEX = "set local enable_seqscan = off";

  private static final String LANES =
      "select lane, appended from scan_lane where lane = any ($1::uuid[])";

  private static final String STORE =
      """
      insert into scan (day, scan_id, at, checkpoint, site, verdict, basis, kind, status_version,
        person, person_mark, code_mark)
      select * from unnest($1::date[], $2::uuid[], $3::timestamptz[], $4::text[], $5::int8[],
        $6::int4[], $7::int4[], $8::int4[], $9::int8[], $10::bytea[], $11::int8[], $12::int8[])
      on conflict do nothing
      returning scan_id\
      """;

  /**
   * Of these new scans, those whose code was used at another site before; of two new ones the later
   * one. The limit keeps it a look into the index for each.
   */
  private static final String REUSED =
      """
      select mine.verdict, count(*) as scans
      from unnest($1::date[], $2::uuid[], $3::timestamptz[], $4::int8[], $5::int8[], $6::int4[])
        as mine (day, scan_id, at, code_mark, site, verdict)
      cross join lateral (
        select 1 from scan other
        where other.day = mine.day and other.code_mark = mine.code_mark and other.site <> mine.site
          and (other.scan_id <> all ($2::uuid[])
            or (other.at, other.scan_id) < (mine.at, mine.scan_id))
        limit 1) found
      group by mine.verdict\
      """;

  private static final String ARRIVED =
      """
      insert into scan_lane as known (lane, partition, appended, arrived, seen_at)
      select lane, $1, appended, arrived, $2
      from unnest($3::uuid[], $4::int8[], $5::int8[]) as told (lane, appended, arrived)
      on conflict (lane) do update set appended = greatest(known.appended, excluded.appended),
        arrived = known.arrived + excluded.arrived, seen_at = excluded.seen_at\
      """;

  private static final String FORGET = "delete from scan_lane where seen_at < $1";

  private static final String MISSING =
      """
      select coalesce(sum(appended - arrived) filter (where appended > arrived), 0)::int8 as records
      from scan_lane\
      """;

  private static final String OF =
      """
      select scan_id, at, checkpoint, verdict, basis, kind, status_version, person
      from scan where day = $1 and person_mark = $2 order by at, scan_id\
      """;

  /**
   * What became of scans.
   *
   * @param fresh how many were stored
   * @param repeated how many were there already
   * @param reused of the fresh ones, those whose code had been used at another site; by the number
   *     of the verdict
   */
  public record Stored(int fresh, int repeated, Map<Integer, Integer> reused) {
    public Stored {
      reused = Map.copyOf(reused);
    }
  }

  /** A scan that was found. Immutable. */
  public record Found(
      UUID scanId,
      Instant at,
      String checkpoint,
      int verdict,
      int basis,
      int kind,
      long statusVersion,
      Buffer person) {}

  /** A day that is kept, with its sealed key. Immutable. */
  public record Day(LocalDate day, Buffer sealedKey) {}

  private final Ledger ledger;

  /** The scans of a ledger. */
  public ScanShelf(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Makes sure that a day has its table and its key.
   *
   * @param sealed the key, where it has none
   * @return the key that it has
   */
  public byte[] open(LocalDate day, byte[] sealed) {
    return Rows.bytes(
        ledger
            .ask("select open_scan_day($1, $2) as kept", Tuple.of(day, Buffer.buffer(sealed)))
            .iterator()
            .next(),
        "kept");
  }

  /** The days that are kept. */
  public List<Day> days() {
    List<Day> days = new ArrayList<>();
    ledger
        .ask("select day, sealed_key from scan_day order by day", Tuple.tuple())
        .forEach(row -> days.add(new Day(row.getLocalDate("day"), row.getBuffer("sealed_key"))));
    return days;
  }

  /** The scans of whoever has that mark on that day, the earliest first. */
  public List<Found> of(LocalDate day, long personMark) {
    List<Found> found = new ArrayList<>();
    for (Row row : ledger.ask(OF, Tuple.of(day, personMark))) {
      found.add(
          new Found(
              row.getUUID("scan_id"),
              Rows.instant(row, "at"),
              row.getString("checkpoint"),
              row.getInteger("verdict"),
              row.getInteger("basis"),
              row.getInteger("kind"),
              row.getLong("status_version"),
              row.getBuffer("person")));
    }
    return found;
  }

  /**
   * Destroys the days that are older than so many days, tables and keys, by the server's clock; and
   * forgets gateways that were not heard of for as long.
   *
   * @return the days that are gone now
   */
  public List<LocalDate> destroy(int days, Instant lanesBefore) {
    List<LocalDate> gone = new ArrayList<>();
    ledger
        .ask("select day from destroy_scan_days($1) as gone (day)", Tuple.of(days))
        .forEach(row -> gone.add(row.getLocalDate("day")));
    var _ = ledger.ask(FORGET, Tuple.of(Micros.column(lanesBefore)));
    return gone;
  }

  /** How many records gateways have appended that did not come. */
  public long missing() {
    return ledger.ask(MISSING, Tuple.tuple()).iterator().next().getLong("records");
  }

  /** Stores scans of a partition, each once; when this returns they are committed. */
  public Stored store(int partition, List<ScanBlock> blocks, Instant now) {
    return ledger.transaction(
        connection -> {
          var _ = Wait.on(connection.query(BY_INDEX).execute());
          // Two that store the same scans in another order would wait for each other for ever.
          var _ = Wait.on(connection.preparedQuery(LOCK).execute(Tuple.of(STORING, partition)));
          return store(connection, partition, blocks, now);
        });
  }

  private static Stored store(
      SqlConnection connection, int partition, List<ScanBlock> blocks, Instant now) {
    List<ScanRow> rows = blocks.stream().flatMap(block -> block.rows().stream()).toList();
    Set<UUID> fresh = rows.isEmpty() ? Set.of() : insert(connection, rows);
    Map<UUID, ScanRow> stored = new LinkedHashMap<>();
    for (ScanRow row : rows) {
      if (fresh.contains(row.scanId())) {
        stored.putIfAbsent(row.scanId(), row);
      }
    }
    arrived(connection, partition, blocks, new HashSet<>(fresh), now);
    return new Stored(
        fresh.size(), rows.size() - fresh.size(), reused(connection, stored.values()));
  }

  private static Set<UUID> insert(SqlConnection connection, List<ScanRow> rows) {
    Tuple columns =
        Tuple.tuple()
            .addArrayOfLocalDate(rows.stream().map(ScanRow::day).toArray(LocalDate[]::new))
            .addArrayOfUUID(rows.stream().map(ScanRow::scanId).toArray(UUID[]::new))
            .addArrayOfOffsetDateTime(Rows.instants(rows, row -> Micros.column(row.at())))
            .addArrayOfString(Rows.texts(rows, ScanRow::checkpoint))
            .addArrayOfLong(Rows.longs(rows, ScanRow::site))
            .addArrayOfInteger(Rows.integers(rows, ScanRow::verdict))
            .addArrayOfInteger(Rows.integers(rows, ScanRow::basis))
            .addArrayOfInteger(Rows.integers(rows, ScanRow::kind))
            .addArrayOfLong(Rows.longs(rows, ScanRow::statusVersion))
            .addArrayOfBuffer(rows.stream().map(ScanRow::person).toArray(Buffer[]::new))
            .addArrayOfLong(Rows.longs(rows, ScanRow::personMark))
            .addArrayOfLong(rows.stream().map(ScanRow::codeMark).toArray(Long[]::new));
    Set<UUID> fresh = new HashSet<>();
    for (Row row : Wait.on(connection.preparedQuery(STORE).execute(columns))) {
      fresh.add(row.getUUID("scan_id"));
    }
    return fresh;
  }

  private static Map<Integer, Integer> reused(
      SqlConnection connection, Collection<ScanRow> stored) {
    List<ScanRow> once =
        stored.stream().filter(row -> row.codeMark() != null && row.site() != 0).toList();
    if (once.isEmpty()) {
      return Map.of();
    }
    Tuple columns =
        Tuple.tuple()
            .addArrayOfLocalDate(once.stream().map(ScanRow::day).toArray(LocalDate[]::new))
            .addArrayOfUUID(once.stream().map(ScanRow::scanId).toArray(UUID[]::new))
            .addArrayOfOffsetDateTime(Rows.instants(once, row -> Micros.column(row.at())))
            .addArrayOfLong(once.stream().map(ScanRow::codeMark).toArray(Long[]::new))
            .addArrayOfLong(Rows.longs(once, ScanRow::site))
            .addArrayOfInteger(Rows.integers(once, ScanRow::verdict));
    Map<Integer, Integer> reused = new HashMap<>();
    for (Row row : Wait.on(connection.preparedQuery(REUSED).execute(columns))) {
      reused.put(row.getInteger("verdict"), Math.toIntExact(row.getLong("scans")));
    }
    return reused;
  }

  /** A lane as it stands after some blocks. */
  private static final class Progress {
    private long appended;
    private long arrived;
  }

  /**
   * A block with numbers that were not seen before arrives, whatever stands in it; of one whose
   * numbers were seen, what is new: that fills a gap.
   */
  private static void arrived(
      SqlConnection connection,
      int partition,
      List<ScanBlock> blocks,
      Set<UUID> fresh,
      Instant now) {
    Map<UUID, Progress> lanes = new TreeMap<>();
    for (ScanBlock block : blocks) {
      block.lane().ifPresent(lane -> lanes.put(lane.id(), new Progress()));
    }
    if (lanes.isEmpty()) {
      return;
    }
    UUID[] ids = lanes.keySet().toArray(UUID[]::new);
    RowSet<Row> known =
        Wait.on(connection.preparedQuery(LANES).execute(Tuple.tuple().addArrayOfUUID(ids)));
    for (Row row : known) {
      lanes.getOrDefault(row.getUUID("lane"), new Progress()).appended = row.getLong("appended");
    }
    for (ScanBlock block : blocks) {
      Optional<ScanLane> place = block.lane();
      long gained = block.rows().stream().filter(row -> fresh.remove(row.scanId())).count();
      if (place.isPresent()) {
        Progress lane = lanes.getOrDefault(place.get().id(), new Progress());
        boolean isNew = place.get().before() >= lane.appended;
        lane.arrived += isNew ? block.records() : gained;
        lane.appended = Math.max(lane.appended, place.get().before() + block.records());
      }
    }
    List<Progress> told = List.copyOf(lanes.values());
    var _ =
        Wait.on(
            connection
                .preparedQuery(ARRIVED)
                .execute(
                    Tuple.tuple()
                        .addInteger(partition)
                        .addOffsetDateTime(Micros.column(now))
                        .addArrayOfUUID(ids)
                        .addArrayOfLong(Rows.longs(told, lane -> lane.appended))
                        .addArrayOfLong(Rows.longs(told, lane -> lane.arrived))));
  }
}
