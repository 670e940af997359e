package io.scangate.credential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A map whose keys are small integers, as COSE has them. Confined to one call. */
final class CborTable {
  private final Map<Long, CborItem> values = new HashMap<>();

  private CborTable() {}

  /** Takes an item that must be such a map. */
  static CborTable of(CborItem item) throws CborException {
    if (!(item instanceof CborItem.Table(List<CborItem.Pair> pairs))) {
      throw new CborException("a map is wanted");
    }
    CborTable table = new CborTable();
    for (CborItem.Pair pair : pairs) {
      table.values.put(whole(pair.key()), pair.value());
    }
    return table;
  }

  /** Refuses a map with other keys than the ones that were taken. */
  void end() throws CborException {
    if (!values.isEmpty()) {
      throw new CborException("unknown key " + values.keySet().iterator().next());
    }
  }

  /** Takes out a value that must be there. */
  CborItem take(long key) throws CborException {
    CborItem value = values.remove(key);
    if (value == null) {
      throw new CborException("key " + key + " is missing");
    }
    return value;
  }

  long takeWhole(long key) throws CborException {
    return whole(take(key));
  }

  byte[] takeBytes(long key) throws CborException {
    return bytes(take(key));
  }

  static long whole(CborItem item) throws CborException {
    if (item instanceof CborItem.Whole number) {
      return number.value();
    }
    throw new CborException("a whole number is wanted");
  }

  static byte[] bytes(CborItem item) throws CborException {
    if (item instanceof CborItem.Bytes string) {
      return string.value();
    }
    throw new CborException("a byte string is wanted");
  }

  static String text(CborItem item) throws CborException {
    if (item instanceof CborItem.Text(String text)) {
      return text;
    }
    throw new CborException("a text is wanted");
  }

  /** Microseconds since 1970. */
  static Instant instant(CborItem item) throws CborException {
    long micros = whole(item);
    if (micros < 0) {
      throw new CborException("an instant is not before 1970");
    }
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static List<CborItem> items(CborItem item) throws CborException {
    if (item instanceof CborItem.Sequence(List<CborItem> items)) {
      return items;
    }
    throw new CborException("an array is wanted");
  }

  /** The elements of an array that must have so many. */
  static List<CborItem> items(CborItem item, int count) throws CborException {
    List<CborItem> items = items(item);
    if (items.size() != count) {
      throw new CborException("an array of " + count + " is wanted");
    }
    return items;
  }
}
