package io.scangate.signin;

import org.jspecify.annotations.Nullable;

/**
 * The header {@code Authorization} (RFC 6750, section 2.1), looked at before anything is computed.
 * Immutable.
 */
sealed interface Bearer {
  /** Something that has the shape of a compact JWS (RFC 7515, section 7.1). */
  record Token(String text) implements Bearer {}

  /** Nothing of that shape. */
  record None(Fault fault) implements Bearer {}

  /** Reads the header; null where it was not sent. */
  static Bearer read(@Nullable String header) {
    if (header == null || !header.regionMatches(true, 0, "Bearer", 0, 6)) {
      return new None(Fault.MISSING);
    }
    if (header.length() > 7 + Verifier.MOST_CHARS) {
      return new None(Fault.TOO_LARGE);
    }
    int from = 6;
    while (from < header.length() && header.charAt(from) == ' ') {
      from++;
    }
    if (from == 6) {
      // Another scheme that begins alike, or nothing behind the scheme.
      return new None(Fault.MISSING);
    }
    String text = header.substring(from);
    return hasShape(text) ? new Token(text) : new None(Fault.MALFORMED);
  }

  /**
   * Three parts of Base64url, none of them empty: the library's decoder passes over other signs.
   */
  private static boolean hasShape(String text) {
    int parts = 1;
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (length == 0) {
          return false;
        }
        parts++;
        length = 0;
      } else if (isBase64Url(c)) {
        length++;
      } else {
        return false;
      }
    }
    return parts == 3 && length > 0;
  }

  private static boolean isBase64Url(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
