package io.scangate.verdict;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The names of a checkpoint as the way of a scan wants them: made once, copied and compared without
 * a string. Immutable.
 *
 * <p>Names are compared by 64 bits of their SHA-256. Whoever signs the list of checkpoints chooses
 * the names; among a hundred thousand of them two agree by chance once in four thousand million
 * installations.
 */
public final class Nameplate {
  private final byte[] id;
  private final long checkpoint;
  private final long site;

  private Nameplate(byte[] id, long checkpoint, long site) {
    this.id = id;
    this.checkpoint = checkpoint;
    this.site = site;
  }

  /** The names of a checkpoint. */
  static Nameplate of(Checkpoint checkpoint) {
    byte[] id = checkpoint.id().getBytes(StandardCharsets.UTF_8);
    byte[] site = checkpoint.site().getBytes(StandardCharsets.UTF_8);
    return new Nameplate(id, number(id), number(site));
  }

  /** The id in UTF-8; not to be written to. */
  public byte[] id() {
    return id;
  }

  /** A number for the id. */
  public long checkpoint() {
    return checkpoint;
  }

  /** A number for the site. */
  public long site() {
    return site;
  }

  private static long number(byte[] name) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
