package io.scangate.verdict;

import io.scangate.health.Division;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changes in a {@link CheckpointList}. Immutable.
 *
 * <p>Published as lines, one a device, with a tab between the fields; of a device that is gone only
 * the hash is told:
 *
 * <pre>
 * scangate checkpoint changes 1
 * + | SHA-256 of the key, 64 hexadecimal digits | id | site | kind | division
 * - | SHA-256 of the key, 64 hexadecimal digits | | | |
 * </pre>
 *
 * @param added devices that are new, or stand at another checkpoint now
 * @param removed devices whose keys count no more
 */
public record CheckpointChange(Map<KeyHash, Checkpoint> added, Set<KeyHash> removed) {
  private static final String FORMAT = "scangate checkpoint changes 1";
  private static final HexFormat HEX = HexFormat.of();

  /** Takes copies; refuses a device that comes and goes. */
  public CheckpointChange {
    added = Map.copyOf(added);
    removed = Set.copyOf(removed);
    if (removed.stream().anyMatch(added::containsKey)) {
      throw new IllegalArgumentException("a key is both added and removed");
    }
  }

  /** The change as it is published, ordered, so that the same change is the same bytes. */
  public byte[] toBytes() {
    List<String> lines = new ArrayList<>();
    added.forEach(
        (key, checkpoint) ->
            lines.add(
                ListLines.line(
                    "+",
                    HEX.formatHex(key.bytes()),
                    checkpoint.id(),
                    checkpoint.site(),
                    checkpoint.kind(),
                    checkpoint.division().code())));
    removed.forEach(
        key -> lines.add(ListLines.line("-", HEX.formatHex(key.bytes()), "", "", "", "")));
    lines.sort(null);
    return ListLines.write(FORMAT, lines);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws ListException where the bytes are no such change
   */
  public static CheckpointChange of(byte[] bytes) {
    Map<KeyHash, Checkpoint> added = new HashMap<>();
    Set<KeyHash> removed = new HashSet<>();
    ListLines.read(
        FORMAT,
        bytes,
        6,
        fields -> {
          KeyHash key = KeyHash.ofBytes(HEX.parseHex(fields[1]));
          if (added.containsKey(key) || removed.contains(key)) {
            throw new IllegalArgumentException("a key stands twice");
          }
          switch (fields[0]) {
            case "+" ->
                added.put(
                    key, new Checkpoint(fields[2], fields[3], fields[4], new Division(fields[5])));
            case "-" -> removed.add(key);
            default ->
                throw new IllegalArgumentException(
                    "'" + fields[0] + "' is no change; allowed: +, -");
          }
        });
    return new CheckpointChange(added, removed);
  }
}
