package io.scangate.credential;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Static codes whose signature was verified, found again by the SHA-256 of their whole text: never
 * by the signature alone, since ECDSA has a second one for every message. Successes only. Confined
 * to its reader.
 *
 * <p>A table of fixed size in sets of four; a full set gives up what ends first.
 */
final class RememberedSignatures {
  private static final int WAYS = 4;
  private static final int HASH_LONGS = 4;

  /**
   * One remembered code.
   *
   * @param key the key that verified it
   * @param year the key that opened its pseudonym; null for a foreign code
   */
  record Entry(TrustedKey key, @Nullable YearKey year, Claims claims) {}

  private final long[] hashes;
  private final @Nullable Entry[] entries;
  private final int setMask;
  private final MessageDigest sha256;
  private final byte[] digest = new byte[32];
  private final long[] hash = new long[HASH_LONGS];

  /**
   * @param codes how many to remember, rounded up to a power of two
   */
  RememberedSignatures(int codes) {
    int sets = Integer.highestOneBit(Math.max(1, (codes - 1) / WAYS)) * 2;
    hashes = new long[sets * WAYS * HASH_LONGS];
    entries = new @Nullable Entry[sets * WAYS];
    setMask = sets - 1;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Turns to a text; what follows is about it. */
  void turnTo(byte[] text, int from, int to) {
    sha256.update(text, from, to - from);
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 has 32 bytes", e);
    }
    for (int i = 0; i < HASH_LONGS; i++) {
      hash[i] = BigEndian.getLong(digest, 8 * i);
    }
  }

  /** What is remembered of the text, or null. */
  @Nullable Entry find() {
    int slot = slot();
    return slot < 0 ? null : entries[slot];
  }

  /** Forgets the text. */
  void forget() {
    int slot = slot();
    if (slot >= 0) {
      entries[slot] = null;
    }
  }

  /** Remembers the text, which is not remembered yet. */
  void remember(Entry entry) {
    int slot = freest();
    entries[slot] = entry;
    System.arraycopy(hash, 0, hashes, slot * HASH_LONGS, HASH_LONGS);
  }

  private int first() {
    return ((int) hash[0] & setMask) * WAYS;
  }

  private int slot() {
    int first = first();
    for (int slot = first; slot < first + WAYS; slot++) {
      if (entries[slot] != null && isAt(slot)) {
        return slot;
      }
    }
    return -1;
  }

  private boolean isAt(int slot) {
    int at = slot * HASH_LONGS;
    return hashes[at] == hash[0]
        && hashes[at + 1] == hash[1]
        && hashes[at + 2] == hash[2]
        && hashes[at + 3] == hash[3];
  }

  private int freest() {
    int first = first();
    int best = first;
    long bestEnd = Long.MAX_VALUE;
    for (int slot = first; slot < first + WAYS; slot++) {
      Entry held = entries[slot];
      if (held == null) {
        return slot;
      }
      if (held.claims.exp() < bestEnd) {
        bestEnd = held.claims.exp();
        best = slot;
      }
    }
    return best;
  }
}
