package io.scangate.verdict;

import io.scangate.health.Division;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Every checkpoint with the devices that scan there. Immutable.
 *
 * <p>Published as lines, one a device, with a tab between the fields:
 *
 * <pre>
 * scangate checkpoints 1
 * SHA-256 of the key, 64 hexadecimal digits | id | site | kind | division
 * </pre>
 *
 * @param devices the hash of a device's key to its checkpoint; a checkpoint may have several
 */
public record CheckpointList(Map<KeyHash, Checkpoint> devices) {
  /** No checkpoint at all. */
  public static final CheckpointList NONE = new CheckpointList(Map.of());

  private static final String FORMAT = "scangate checkpoints 1";
  private static final HexFormat HEX = HexFormat.of();

  /** Takes a copy. */
  public CheckpointList {
    devices = Map.copyOf(devices);
  }

  /** The list as it is published, ordered, so that the same list is the same bytes. */
  public byte[] toBytes() {
    List<String> lines = new ArrayList<>();
    devices.forEach(
        (key, checkpoint) ->
            lines.add(
                ListLines.line(
                    HEX.formatHex(key.bytes()),
                    checkpoint.id(),
                    checkpoint.site(),
                    checkpoint.kind(),
                    checkpoint.division().code())));
    lines.sort(null);
    return ListLines.write(FORMAT, lines);
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws ListException where the bytes are no such list
   */
  public static CheckpointList of(byte[] bytes) {
    Map<KeyHash, Checkpoint> devices = new HashMap<>();
    ListLines.read(
        FORMAT,
        bytes,
        5,
        fields -> {
          KeyHash key = KeyHash.ofBytes(HEX.parseHex(fields[0]));
          Checkpoint checkpoint =
              new Checkpoint(fields[1], fields[2], fields[3], new Division(fields[4]));
          if (devices.put(key, checkpoint) != null) {
            throw new IllegalArgumentException("a key stands twice");
          }
        });
    return new CheckpointList(devices);
  }
}
