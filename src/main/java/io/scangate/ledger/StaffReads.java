package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who of the staff has read whom, and what for. Shared. */
public final class StaffReads {
  private static final String LEAVE =
      """
      insert into staff_read (at, operator, purpose, command, division, person)
      select $1, $2, $3, $4, $5, person from unnest($6::int8[]) as read (person)\
      """;

  private static final String LIST =
      """
      select id, at, operator, purpose, command, division, person from staff_read
      where id < $1 and (starts_with(division, $2) or ($3 and division is null))
        and ($4::int8 is null or person = $4) and ($5::text is null or operator = $5)
      order by id desc limit $6\
      """;

  /**
   * That somebody was read.
   *
   * @param id rises with time
   * @param command what was asked, as an action or a command
   * @param division where whoever read acts; empty for a command on a server
   */
  public record Read(
      long id,
      Instant at,
      String operator,
      String purpose,
      String command,
      Optional<Division> division,
      PersonRef person) {}

  /**
   * Which reads are asked for.
   *
   * @param within by whom acts there; commands on servers are told to whom the whole city is
   */
  public record Search(Division within, Optional<PersonRef> person, Optional<String> operator) {}

  /** Digits of a city. */
  private static final int CITY = 4;

  private final Ledger ledger;

  /** The reads of a ledger. */
  public StaffReads(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Leaves a row for each person; when this returns it is committed. */
  public void leave(
      Instant now, String operator, String purpose, String command, List<PersonRef> people) {
    leave(now, operator, purpose, command, Optional.empty(), people);
  }

  /**
   * Leaves a row for each person; when this returns it is committed.
   *
   * @param division where the operator acts
   */
  public void leave(
      Instant now,
      String operator,
      String purpose,
      String command,
      Optional<Division> division,
      List<PersonRef> people) {
    var _ =
        ledger.ask(
            LEAVE,
            Tuple.of(Micros.column(now), operator, purpose, command)
                .addString(division.map(Division::code).orElse(null))
                .addArrayOfLong(Rows.refs(people)));
  }

  /**
   * The latest reads.
   *
   * @param before only those with a lower number
   */
  public List<Read> list(Search search, long before, int most) {
    List<Read> reads = new ArrayList<>();
    Tuple values =
        Tuple.of(before, search.within().code(), search.within().code().length() <= CITY)
            .addLong(search.person().map(PersonRef::value).orElse(null))
            .addString(search.operator().orElse(null))
            .addInteger(most);
    for (Row row : ledger.ask(LIST, values)) {
      reads.add(
          new Read(
              row.getLong("id"),
              Rows.instant(row, "at"),
              row.getString("operator"),
              row.getString("purpose"),
              row.getString("command"),
              Optional.ofNullable(row.getString("division")).map(Division::new),
              Rows.person(row)));
    }
    return reads;
  }
}
