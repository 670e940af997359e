package io.scangate.credential;

import io.scangate.health.Division;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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
  private static final SerialTable NO_ROWS = new SerialTable(new byte[0], ROW_BYTES);

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
    return ListFormat.read(content, RecognizedCodes::read);
  }

  private static RecognizedCodes read(CborItem item) throws CborException {
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
  }

  /** Writes the content of a signed list. */
  public byte[] write() {
    return CborEncoder.encode(item());
  }

  private CborItem item() {
    List<CborItem> rows = new ArrayList<>();
    tables.forEach(
        (issuer, table) ->
            rows.add(
                new CborItem.Sequence(List.of(CborItem.of(issuer), CborItem.of(table.bytes())))));
    return new CborItem.Sequence(rows);
  }

  /** Reads the content of a signed change, and answers this list with it. */
  public ListReading<RecognizedCodes> changed(byte[] content) {
    return ListFormat.read(
        content,
        item -> {
          List<CborItem> parts = CborTable.items(item, 2);
          return changed(read(parts.get(0)), read(parts.get(1)));
        });
  }

  private RecognizedCodes changed(RecognizedCodes added, RecognizedCodes removed) {
    SortedMap<String, SerialTable> changed = new TreeMap<>();
    Set<String> issuers = new TreeSet<>(tables.keySet());
    issuers.addAll(added.tables.keySet());
    for (String issuer : issuers) {
      changed.put(issuer, of(issuer).changed(added.of(issuer), removed.of(issuer)));
    }
    return new RecognizedCodes(changed);
  }

  private SerialTable of(String issuer) {
    SerialTable table = tables.get(issuer);
    return table == null ? NO_ROWS : table;
  }

  /**
   * Writes the content of a signed change.
   *
   * @param added codes that are new, or have another holder now
   * @param removed codes by issuer and serial; their holders do not matter
   */
  public static byte[] writeChange(RecognizedCodes added, RecognizedCodes removed) {
    return CborEncoder.encode(new CborItem.Sequence(List.of(added.item(), removed.item())));
  }

  /** The reference of the holder of a foreign code, where it is recognized. */
  public OptionalLong holder(String issuer, long serialHigh, long serialLow) {
    SerialTable table = of(issuer);
    int at = table.find(serialHigh, serialLow);
    return at < 0 ? OptionalLong.empty() : OptionalLong.of(BigEndian.getLong(table.bytes(), at));
  }
}
