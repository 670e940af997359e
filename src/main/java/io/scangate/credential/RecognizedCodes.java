package io.scangate.credential;

import io.scangate.health.Division;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The foreign static codes whose holders are known here, by issuer and serial. Immutable.
 *
 * <p>Its content in a signed list is {@code [ * [issuer, rows] ]} by rising issuer; the rows are
 * one byte string of serial (16 bytes) and reference (8 bytes), by rising serial.
 */
public final class RecognizedCodes {
  /** No foreign code is recognized. */
  public static final RecognizedCodes NONE = new RecognizedCodes(new TreeMap<>());

  private static final int ROW_BYTES = Pseudonym.BYTES + Long.BYTES;

  private final SortedMap<String, SerialTable> tables;

  private RecognizedCodes(SortedMap<String, SerialTable> tables) {
    this.tables = tables;
  }

  /** A list of the references of the holders, by issuer and serial. */
  public static RecognizedCodes of(Map<Division, Map<Serial, Long>> holders) {
    SortedMap<String, SerialTable> tables = new TreeMap<>();
    holders.forEach((issuer, people) -> tables.put(issuer.code(), table(people)));
    return new RecognizedCodes(tables);
  }

  private static SerialTable table(Map<Serial, Long> people) {
    byte[] rows = new byte[ROW_BYTES * people.size()];
    int at = 0;
    for (Map.Entry<Serial, Long> row : new TreeMap<>(people).entrySet()) {
      BigEndian.putLong(rows, at, row.getKey().high());
      BigEndian.putLong(rows, at + 8, row.getKey().low());
      BigEndian.putLong(rows, at + 16, row.getValue());
      at += ROW_BYTES;
    }
    return new SerialTable(rows, ROW_BYTES);
  }

  /** Reads the content of a signed list. */
  public static ListReading<RecognizedCodes> read(byte[] content) {
    return ListFormat.read(
        content,
        item -> {
          SortedMap<String, SerialTable> tables = new TreeMap<>();
          for (CborItem row : CborTable.items(item)) {
            List<CborItem> parts = CborTable.items(row, 2);
            String issuer = new Division(CborTable.text(parts.get(0))).code();
            if (!tables.isEmpty() && issuer.compareTo(tables.lastKey()) <= 0) {
              throw new CborException("issuers out of order, or one twice");
            }
            tables.put(issuer, new SerialTable(CborTable.bytes(parts.get(1)), ROW_BYTES));
          }
          return new RecognizedCodes(tables);
        });
  }

  /** Writes the content of a signed list. */
  public byte[] write() {
    List<CborItem> rows = new ArrayList<>();
    tables.forEach(
        (issuer, table) ->
            rows.add(
                new CborItem.Sequence(List.of(CborItem.of(issuer), CborItem.of(table.bytes())))));
    return CborEncoder.encode(new CborItem.Sequence(rows));
  }

  /** The reference of the holder of a foreign code, where it is recognized. */
  public OptionalLong holder(String issuer, long serialHigh, long serialLow) {
    SerialTable table = tables.get(issuer);
    if (table == null) {
      return OptionalLong.empty();
    }
    int at = table.find(serialHigh, serialLow);
    return at < 0 ? OptionalLong.empty() : OptionalLong.of(BigEndian.getLong(table.bytes(), at));
  }
}
