package io.scangate.gateway;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What kind of body a scan comes in. */
enum BodyType {
  TEXT("text/plain"),
  JSON("application/json");

  private final String mediaType;

  BodyType(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The type that a header {@code Content-Type} names, its parameters aside; null for any other.
   */
  static @Nullable BodyType of(@Nullable String header) {
    if (header == null) {
      return null;
    }
    for (BodyType type : values()) {
      if (header.equals(type.mediaType)) {
        return type;
      }
    }
    String bare = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    for (BodyType type : values()) {
      if (bare.equals(type.mediaType)) {
        return type;
      }
    }
    return null;
  }
}
