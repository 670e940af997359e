package io.scangate.gateway;

import io.scangate.verdict.KeyHash;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells which device sent a request, by its header {@code Authorization: Bearer} with the 32 bytes
 * of its key in base64url (RFC 4648, section 5, without padding). Confined to its event loop.
 *
 * <p>Whatever the header holds, one hash is made and looked up, so that the time tells nothing of
 * how far a wrong key was right; and no key that is unknown costs more than that.
 */
final class Doorkeeper {
  private static final String SCHEME = "Bearer ";
  private static final int KEY_CHARACTERS = 43;

  private final Lists lists;
  private final MessageDigest sha256;
  private final byte[] key = new byte[KeyHash.KEY_BYTES];
  private final byte[] hash = new byte[KeyHash.BYTES];
  private boolean readable;

  Doorkeeper(Lists lists) {
    this.lists = lists;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The device behind a header on a connection; null where it is not known. */
  @Nullable Device identify(@Nullable String authorization, Seat seat) {
    Devices devices = lists.devices();
    Device before = seat.deviceShowing(authorization, devices);
    if (before != null) {
      return before;
    }
    Device device = identify(authorization, devices);
    if (device != null && authorization != null) {
      seat.remember(authorization, device, devices);
    }
    return device;
  }

  /** The device behind a header, of those known; null where it is none of them. */
  @Nullable Device identify(@Nullable String authorization, Devices devices) {
    KeyHash shown = hashOf(authorization);
    Device device = devices.find(shown);
    return readable ? device : null;
  }

  /**
   * The hash of the key in a header, for whoever looks it up again when the list is another one.
   */
  KeyHash hashOf(@Nullable String authorization) {
    readable = decode(authorization);
    try {
      sha256.update(key);
      int written = sha256.digest(hash, 0, hash.length);
      assert written == hash.length;
    } catch (DigestException e) {
      throw new IllegalStateException("32 bytes hold a SHA-256", e);
    }
    return KeyHash.ofBytes(hash);
  }

  private boolean decode(@Nullable String authorization) {
    Arrays.fill(key, (byte) 0);
    if (authorization == null
        || authorization.length() != SCHEME.length() + KEY_CHARACTERS
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    int bits = 0;
    int held = 0;
    int at = 0;
    int wrong = 0;
    for (int i = SCHEME.length(); i < authorization.length(); i++) {
      int value = value(authorization.charAt(i));
      wrong |= value;
      bits = bits << 6 | (value & 63);
      held += 6;
      if (held >= 8) {
        held -= 8;
        key[at++] = (byte) (bits >> held);
      }
    }
    return wrong >= 0 && (bits & (1 << held) - 1) == 0;
  }

  private static int value(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
  }
}
