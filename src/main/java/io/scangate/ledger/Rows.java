package io.scangate.ledger;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Columns to values of ours, and lists of values to the arrays that {@code unnest} takes. */
public final class Rows {
  private Rows() {}

  /** An instant that is there. */
  public static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  /** An instant that may be missing. */
  public static Optional<Instant> optionalInstant(Row row, String column) {
    return Micros.instant(row.getOffsetDateTime(column));
  }

  /** The reference in the column {@code person}. */
  public static PersonRef person(Row row) {
    return new PersonRef(row.getLong("person"));
  }

  static Colour colour(Row row, String column) {
    int wire = row.getInteger(column);
    Colour colour = Colour.ofWire(wire);
    if (colour == null) {
      throw new LedgerException("no colour has the number " + wire);
    }
    return colour;
  }

  static Code code(Row row) {
    return new Code(
        new PersonRef(row.getLong("person")),
        row.getLong("version"),
        colour(row, "colour"),
        instant(row, "decided_at"),
        optionalInstant(row, "last_negative"),
        row.getBoolean("registered"),
        row.getBoolean("withdrawn"),
        row.getColumnIndex("next_review") < 0
            ? Optional.empty()
            : optionalInstant(row, "next_review"));
  }

  static Content content(Row row) {
    return new Content(
        row.getInteger("kind"),
        Optional.ofNullable(row.getString("detail")),
        optionalInstant(row, "instant"));
  }

  static FactRow fact(Row row) {
    return new FactRow(
        instant(row, "at"),
        new PersonRef(row.getLong("person")),
        content(row),
        instant(row, "happened_at"),
        new Origin(
            row.getString("source"),
            row.getString("key"),
            row.getString("authority"),
            new Division(row.getString("division")),
            Optional.ofNullable(row.getString("place")),
            Optional.ofNullable(row.getString("document"))),
        row.getLong("link"));
  }

  /** A decision, with the {@code at} of its facts as the array {@code facts}. */
  static DecisionRow decision(Row row) {
    return new DecisionRow(
        new PersonRef(row.getLong("person")),
        row.getLong("version"),
        instant(row, "at"),
        colour(row, "was"),
        colour(row, "colour"),
        hex(row, "policy"),
        List.of(row.getArrayOfStrings("rules")),
        Stream.of(row.getArrayOfOffsetDateTimes("facts")).map(OffsetDateTime::toInstant).toList());
  }

  static byte[] bytes(Row row, String column) {
    return row.getBuffer(column).getBytes();
  }

  static String hex(Row row, String column) {
    return HexFormat.of().formatHex(bytes(row, column));
  }

  static Buffer buffer(String hex) {
    return Buffer.buffer(HexFormat.of().parseHex(hex));
  }

  static <T> Long[] longs(Collection<T> from, Function<T, Long> column) {
    return from.stream().map(column).toArray(Long[]::new);
  }

  static Long[] refs(Collection<PersonRef> people) {
    return longs(people, PersonRef::value);
  }

  static <T> Integer[] integers(List<T> from, Function<T, Integer> column) {
    return from.stream().map(column).toArray(Integer[]::new);
  }

  static <T> @Nullable String[] texts(List<T> from, Function<T, @Nullable String> column) {
    @Nullable String[] texts = new String[from.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = column.apply(from.get(i));
    }
    return texts;
  }

  static <T> @Nullable OffsetDateTime[] instants(
      List<T> from, Function<T, @Nullable OffsetDateTime> column) {
    @Nullable OffsetDateTime[] instants = new OffsetDateTime[from.size()];
    for (int i = 0; i < instants.length; i++) {
      instants[i] = column.apply(from.get(i));
    }
    return instants;
  }

  static <T> Boolean[] booleans(List<T> from, Function<T, Boolean> column) {
    return from.stream().map(column).toArray(Boolean[]::new);
  }

  static <T> Buffer[] buffers(List<T> from, Function<T, byte[]> column) {
    return from.stream().map(column.andThen(Buffer::buffer)).toArray(Buffer[]::new);
  }
}
