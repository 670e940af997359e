package io.scangate.gateway;

import io.scangate.ops.LoopMeters.Shown;
import org.jspecify.annotations.Nullable;

/** What form a code is shown in: text that the app draws itself, or a QR that is drawn here. */
enum CodeForm {
  TEXT("text/plain", Shown.TEXT),
  SVG("image/svg+xml", Shown.SVG),
  PNG("image/png", Shown.PNG);

  private static final int MOST_CHARACTERS = 256;
  private static final int WHOLE = 1_000;

  private final String mediaType;
  private final Shown counted;

  CodeForm(String mediaType, Shown counted) {
    this.mediaType = mediaType;
    this.counted = counted;
  }

  String mediaType() {
    return mediaType;
  }

  Shown counted() {
    return counted;
  }

  /**
   * The form that a header {@code Accept} (RFC 9110, section 12.5.1) likes best; of two that it
   * likes as well, the one that costs least. Null where it wants none of them.
   */
  static @Nullable CodeForm of(@Nullable String header) {
    if (header == null || header.isEmpty()) {
      return TEXT;
    }
    if (header.length() > MOST_CHARACTERS) {
      return null;
    }
    String[] ranges = header.split(",", -1);
    CodeForm best = null;
    int bestWeight = 0;
    for (CodeForm form : values()) {
      int weight = form.weightIn(ranges);
      if (weight > bestWeight) {
        best = form;
        bestWeight = weight;
      }
    }
    return best;
  }

  /** The weight of the range that names it most closely. */
  private int weightIn(String[] ranges) {
    int weight = 0;
    int closest = 0;
    for (String range : ranges) {
      String[] parts = range.split(";", -1);
      int close = closeness(parts[0].strip());
      if (close > closest) {
        closest = close;
        weight = parts.length > 1 ? Weight.of(parts[parts.length - 1].strip()) : WHOLE;
      }
    }
    return weight;
  }

  private int closeness(String range) {
    if (range.equalsIgnoreCase(mediaType)) {
      return 3;
    }
    String group = mediaType.substring(0, mediaType.indexOf('/') + 1) + "*";
    return range.equalsIgnoreCase(group) ? 2 : range.equals("*/*") ? 1 : 0;
  }
}
