package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * A designation that is in the ledger. Immutable.
 *
 * @param id its number
 */
public record Designated(long id, Designation designation) {
  private static final int AREA = 6;
  private static final int SPECIAL_AREA = 7;

  /** What {@link #read} reads, of a table that is called {@code d}. */
  static final String COLUMNS =
      """
      d.id as designation, d.source, d.key, d.division, d.level, d.last_exposure, d.since, d.until,
        d.authority, d.place, d.document\
      """;

  static Designated read(Row row) {
    Optional<Instant> lastExposure = Rows.optionalInstant(row, "last_exposure");
    Content content =
        lastExposure.isPresent()
            ? new Content(SPECIAL_AREA, Optional.empty(), lastExposure)
            : Content.of(AREA, row.getString("level"));
    return new Designated(
        row.getLong("designation"),
        new Designation(
            content,
            new Origin(
                row.getString("source"),
                row.getString("key"),
                row.getString("authority"),
                new Division(row.getString("division")),
                Optional.of(row.getString("place")),
                Optional.of(row.getString("document"))),
            Rows.instant(row, "since"),
            Rows.optionalInstant(row, "until")));
  }

  /**
   * Its fact about somebody. The key follows from both, so that whoever comes upon the same person
   * twice brings nothing the second time; no source can send it, for the keys of sources have no
   * blank.
   *
   * @param there since when they have lived there, as far as that is known
   */
  public Report about(PersonRef person, Instant there) {
    Origin origin = designation.origin();
    Instant since = designation.since();
    return new Report(
        person,
        designation.content(),
        Optional.of(there.isAfter(since) ? there : since),
        new Origin(
            origin.source(),
            "designation:" + id + " " + Long.toHexString(person.value()),
            origin.authority(),
            origin.division(),
            origin.place(),
            origin.document()));
  }
}
