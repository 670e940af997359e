package io.scangate.ledger;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One row of the table {@code link}, taken apart. Immutable.
 *
 * @param items in the order of the chain
 * @param hash in hexadecimal
 */
record Link(long number, Instant at, List<Item> items, String hash) {
  Link {
    items = List.copyOf(items);
  }

  /**
   * The digest of a row.
   *
   * @param letter F, D or P, see {@link ChainFormat}
   * @param digest in hexadecimal
   */
  record Item(char letter, String digest) {}

  static List<Item> items(byte[] bytes) {
    List<Item> items = new ArrayList<>(bytes.length / ChainFormat.ITEM);
    for (int from = 0; from < bytes.length; from += ChainFormat.ITEM) {
      items.add(
          new Item(
              (char) bytes[from],
              HexFormat.of()
                  .formatHex(Arrays.copyOfRange(bytes, from + 1, from + ChainFormat.ITEM))));
    }
    return items;
  }

  byte[] itemBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(items.size() * ChainFormat.ITEM);
    for (Item item : items) {
      bytes.write(item.letter());
      bytes.writeBytes(HexFormat.of().parseHex(item.digest()));
    }
    return bytes.toByteArray();
  }

  List<String> digests(char letter) {
    return items.stream().filter(item -> item.letter() == letter).map(Item::digest).toList();
  }
}
