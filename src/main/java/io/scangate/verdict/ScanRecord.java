package io.scangate.verdict;

import io.scangate.health.PersonRef;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * That a person was scanned: what a gateway logs and an engine keeps. Immutable.
 *
 * <p>On the wire, all numbers big-endian; records of one block follow each other without a gap, and
 * need not be of one format. Format 2 is written; format 1, without the two fields in the middle,
 * may still wait in a spool or a stream:
 *
 * <pre>
 * offset  bytes
 *  0      1   format, 2
 *  1      16  scanId
 *  17     8   reference of the person
 *  25     8   version of the status that was judged, 0 where none was known
 *  33     8   instant, microseconds since 1970
 *  41     1   verdict
 *  42     1   basis
 *  43     16  cti of the code, by which re-use at two gateways is found
 *  59     1   what the code was made for; 0 in format 1, where it is unknown
 *  60     8   number of the checkpoint's site; 0 in format 1
 *  68     1   length n of the checkpoint's id; at 59 in format 1
 *  69     n   checkpoint's id, UTF-8
 * </pre>
 *
 * <p>A record may arrive twice, in another entry of its stream, where the answer to its first
 * delivery was lost: the {@code scanId} makes it one.
 *
 * @param verdict wire number of the verdict, as the gate protocol has it
 * @param basis wire number of the basis, as the gate protocol has it
 * @param kind wire number of what the code was made for; 0 where it is unknown
 * @param site the number of the site, see {@link Nameplate}; 0 where it is unknown
 */
public record ScanRecord(
    UUID scanId,
    PersonRef person,
    long statusVersion,
    Instant at,
    int verdict,
    int basis,
    UUID cti,
    int kind,
    long site,
    String checkpoint) {
  /** The longest checkpoint id, in bytes of UTF-8. */
  public static final int MAX_CHECKPOINT = 64;

  private static final byte FORMAT_1 = 1;
  private static final byte FORMAT_2 = 2;
  private static final int FIXED_1 = 60;
  private static final int FIXED_2 = 69;

  /** The longest record in bytes. */
  public static final int MAX_BYTES = FIXED_2 + MAX_CHECKPOINT;

  /**
   * Writes one record; the many plain arguments spare the scan path an object.
   *
   * @param atMicros microseconds since 1970
   * @param checkpoint the id in UTF-8, at most {@link #MAX_CHECKPOINT} bytes
   */
  public static void write(
      ByteBuffer to,
      long scanIdHigh,
      long scanIdLow,
      long reference,
      long statusVersion,
      long atMicros,
      int verdict,
      int basis,
      long ctiHigh,
      long ctiLow,
      int kind,
      long site,
      byte[] checkpoint) {
    to.put(FORMAT_2)
        .putLong(scanIdHigh)
        .putLong(scanIdLow)
        .putLong(reference)
        .putLong(statusVersion)
        .putLong(atMicros)
        .put((byte) verdict)
        .put((byte) basis)
        .putLong(ctiHigh)
        .putLong(ctiLow)
        .put((byte) kind)
        .putLong(site)
        .put((byte) checkpoint.length)
        .put(checkpoint);
  }

  /**
   * Reads the records of a block.
   *
   * @throws IllegalArgumentException when the bytes are not records
   */
  public static List<ScanRecord> read(byte[] block) {
    ByteBuffer from = ByteBuffer.wrap(block);
    List<ScanRecord> records = new ArrayList<>();
    try {
      while (from.hasRemaining()) {
        records.add(one(from));
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("a scan record ends too early", e);
    }
    return records;
  }

  /** How many records stand in a block that was written here or by the version before. */
  public static int count(byte[] block) {
    int records = 0;
    for (int at = 0; at < block.length; ) {
      int fixed = block[at] == FORMAT_1 ? FIXED_1 : FIXED_2;
      at += fixed + Byte.toUnsignedInt(block[at + fixed - 1]);
      records++;
    }
    return records;
  }

  private static ScanRecord one(ByteBuffer from) {
    byte format = from.get();
    if (format != FORMAT_1 && format != FORMAT_2) {
      throw new IllegalArgumentException("a scan record of unknown format " + format);
    }
    UUID scanId = new UUID(from.getLong(), from.getLong());
    PersonRef person = new PersonRef(from.getLong());
    long statusVersion = from.getLong();
    Instant at = Instant.EPOCH.plus(from.getLong(), ChronoUnit.MICROS);
    int verdict = Byte.toUnsignedInt(from.get());
    int basis = Byte.toUnsignedInt(from.get());
    UUID cti = new UUID(from.getLong(), from.getLong());
    int kind = format == FORMAT_1 ? 0 : Byte.toUnsignedInt(from.get());
    long site = format == FORMAT_1 ? 0 : from.getLong();
    byte[] checkpoint = new byte[Byte.toUnsignedInt(from.get())];
    from.get(checkpoint);
    return new ScanRecord(
        scanId,
        person,
        statusVersion,
        at,
        verdict,
        basis,
        cti,
        kind,
        site,
        new String(checkpoint, StandardCharsets.UTF_8));
  }
}
