package io.scangate.verdict;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * The place of a block of scan records among all that one event loop of a gateway appended for one
 * partition. Immutable.
 *
 * <p>An entry of the stream has the records in the field {@code r} and, from format 2 of the
 * records on, this in the field {@code n}: 16 bytes for the lane, drawn at the start of the
 * gateway, and 8 bytes for the number, big-endian.
 *
 * @param id the lane
 * @param before how many records the lane had appended before this block
 */
public record ScanLane(UUID id, long before) {
  /** The field of an entry that holds the records. */
  public static final String RECORDS = "r";

  /** The field of an entry that holds the place. */
  public static final String PLACE = "n";

  private static final int BYTES = 24;

  /** No gateway comes to as many; whoever says so has no place. */
  private static final long MOST = 1L << 48;

  /** As it stands in an entry. */
  public byte[] toBytes() {
    return ByteBuffer.allocate(BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putLong(before)
        .array();
  }

  /** Reads what {@link #toBytes} wrote; empty where it is something else. */
  public static Optional<ScanLane> of(byte[] bytes) {
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    ByteBuffer from = ByteBuffer.wrap(bytes);
    UUID id = new UUID(from.getLong(), from.getLong());
    long before = from.getLong();
    return before < 0 || before > MOST ? Optional.empty() : Optional.of(new ScanLane(id, before));
  }
}
