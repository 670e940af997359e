package io.scangate.credential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that a gateway trusts, of its own issuer and of those it recognizes. Immutable.
 *
 * <p>Keys roll over by standing in the list together: the next one before its validity begins, the
 * last one until the last code under it has expired. A key that is taken out ends at once.
 */
public final class TrustList {
  private final long nextUpdate;
  private final TrustedKey[] keys;
  private final long[] kids;

  /**
   * @param nextUpdate when the next list is due, in seconds since 1970; gates without a connection
   *     stop trusting this one some time after, as their operator sets
   * @param keys no two of one {@code kid}
   */
  public TrustList(long nextUpdate, Collection<TrustedKey> keys) {
    this.nextUpdate = nextUpdate;
    this.keys = keys.toArray(TrustedKey[]::new);
    Arrays.sort(this.keys, Comparator.comparingLong(TrustedKey::kid));
    this.kids = Arrays.stream(this.keys).mapToLong(TrustedKey::kid).toArray();
    for (int i = 1; i < kids.length; i++) {
      if (kids[i] == kids[i - 1]) {
        throw new IllegalArgumentException(
            "two keys have the kid " + this.keys[i].kidText() + "; a key stands in a list once");
      }
    }
  }

  /** This list and the keys of another one; of two with one {@code kid} the one of this list. */
  public TrustList with(TrustList other) {
    List<TrustedKey> all = new ArrayList<>(List.of(keys));
    for (TrustedKey key : other.keys) {
      if (key(key.kid()) == null) {
        all.add(key);
      }
    }
    return new TrustList(nextUpdate, all);
  }

  /** When the next list is due, in seconds since 1970. */
  public long nextUpdate() {
    return nextUpdate;
  }

  /** The keys, by rising {@code kid}. */
  public List<TrustedKey> keys() {
    return List.of(keys);
  }

  /** The key with this {@code kid}, or null. */
  public @Nullable TrustedKey key(long kid) {
    int index = Arrays.binarySearch(kids, kid);
    return index < 0 ? null : keys[index];
  }

  /** Whether any key of an issuer is trusted. */
  boolean knows(byte[] text, int at, int length) {
    for (TrustedKey key : keys) {
      if (key.isOf(text, at, length)) {
        return true;
      }
    }
    return false;
  }
}
