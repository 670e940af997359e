package io.scangate.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tokens whose signature was verified, found again by the SHA-256 of their whole text; the tokens
 * themselves are not kept. Successes only, and bounded: what is not remembered is checked again.
 * Shared.
 */
final class RememberedTokens {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The SHA-256 of a token. */
  record Digest(long a, long b, long c, long d) {
    static Digest of(String token) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-256")
                .digest(token.getBytes(StandardCharsets.ISO_8859_1));
        return new Digest(
            (long) LONGS.get(hash, 0),
            (long) LONGS.get(hash, 8),
            (long) LONGS.get(hash, 16),
            (long) LONGS.get(hash, 24));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }

    @Override
    public int hashCode() {
      return Long.hashCode(a);
    }
  }

  /**
   * One token.
   *
   * @param keys the snapshot that has its key; under another it is checked again, so that a key
   *     that was withdrawn takes its tokens with it
   * @param begins the later of when it begins and when it was made
   */
  record Entry(KeySet keys, Principal principal, Instant begins) {}

  private final Cache<Digest, Entry> entries;

  RememberedTokens(int most) {
    entries = Caffeine.newBuilder().maximumSize(most).build();
  }

  @Nullable Entry find(Digest digest, KeySet keys) {
    Entry entry = entries.getIfPresent(digest);
    return entry != null && entry.keys == keys ? entry : null;
  }

  void remember(Digest digest, Entry entry) {
    entries.put(digest, entry);
  }

  void forget(Digest digest) {
    entries.invalidate(digest);
  }

  long size() {
    entries.cleanUp();
    return entries.estimatedSize();
  }
}
