package io.scangate.credential;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * The serials of static codes that were withdrawn before their end. Immutable.
 *
 * <p>Its content in a signed list is one byte string: the serials, 16 bytes each, rising. That of a
 * change is {@code [added, removed]}, two such strings.
 */
public final class WithdrawnCodes {
  /** Nothing is withdrawn. */
  public static final WithdrawnCodes NONE = new WithdrawnCodes(new byte[0]);

  private final SerialTable table;

  private WithdrawnCodes(byte[] rows) {
    this(new SerialTable(rows, Pseudonym.BYTES));
  }

  private WithdrawnCodes(SerialTable table) {
    this.table = table;
  }

  /** A list of these serials. */
  public static WithdrawnCodes of(Collection<Serial> serials) {
    byte[] rows = new byte[Pseudonym.BYTES * new TreeSet<>(serials).size()];
    int at = 0;
    for (Serial serial : new TreeSet<>(serials)) {
      BigEndian.putLong(rows, at, serial.high());
      BigEndian.putLong(rows, at + Long.BYTES, serial.low());
      at += Pseudonym.BYTES;
    }
    return new WithdrawnCodes(rows);
  }

  /** Reads the content of a signed list. */
  public static ListReading<WithdrawnCodes> read(byte[] content) {
    return ListFormat.read(content, item -> new WithdrawnCodes(CborTable.bytes(item)));
  }

  /** Writes the content of a signed list. */
  public byte[] write() {
    return CborEncoder.encode(CborItem.of(bytes()));
  }

  /** Reads the content of a signed change, and answers this list with it. */
  public ListReading<WithdrawnCodes> changed(byte[] content) {
    return ListFormat.read(
        content,
        item -> {
          List<CborItem> parts = CborTable.items(item, 2);
          WithdrawnCodes added = new WithdrawnCodes(CborTable.bytes(parts.get(0)));
          WithdrawnCodes removed = new WithdrawnCodes(CborTable.bytes(parts.get(1)));
          return new WithdrawnCodes(table.changed(added.table, removed.table));
        });
  }

  /** Writes the content of a signed change. */
  public static byte[] writeChange(WithdrawnCodes added, WithdrawnCodes removed) {
    return CborEncoder.encode(
        new CborItem.Sequence(
            List.of(CborItem.of(added.table.bytes()), CborItem.of(removed.table.bytes()))));
  }

  byte[] bytes() {
    return table.bytes();
  }

  /** Whether a code is withdrawn; {@link Claims} has both halves of its serial. */
  public boolean contains(long serialHigh, long serialLow) {
    return table.find(serialHigh, serialLow) >= 0;
  }

  /** How many codes are withdrawn. */
  public int size() {
    return table.size();
  }
}
