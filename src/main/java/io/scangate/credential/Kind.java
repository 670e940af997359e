package io.scangate.credential;

import org.jspecify.annotations.Nullable;

/** What a code was made for. */
public enum Kind {
  /** Shown on a phone; dynamic, lives for a minute. */
  PHONE(1, "phone"),
  /** A certificate on paper. */
  PAPER(2, "paper"),
  /** For the doors of another issuer, under mutual recognition. */
  RECOGNITION(3, "recognition"),
  /** For gates that have no connection. */
  OFFLINE(4, "offline");

  private final int wire;
  private final String text;

  Kind(int wire, String text) {
    this.wire = wire;
    this.text = text;
  }

  /** The number in the claim -65538. */
  public int wire() {
    return wire;
  }

  /** The word of the scan contract. */
  public String text() {
    return text;
  }

  /** The kind behind a wire number, or null where no kind has that number. */
  public static @Nullable Kind ofWire(long wire) {
    return wire == 1
        ? PHONE
        : wire == 2 ? PAPER : wire == 3 ? RECOGNITION : wire == 4 ? OFFLINE : null;
  }
}
