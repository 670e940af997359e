package io.scangate.credential;

import org.jspecify.annotations.Nullable;

/** What a key may sign. */
public enum KeyUse {
  /** Static codes. */
  STATIC(1, "static"),
  /** The lists that gateways follow. */
  LISTS(2, "lists");

  private final int wire;
  private final String text;

  KeyUse(int wire, String text) {
    this.wire = wire;
    this.text = text;
  }

  /** The number in a trust list. */
  public int wire() {
    return wire;
  }

  /** The use behind a wire number, or null where no use has that number. */
  static @Nullable KeyUse ofWire(long wire) {
    return wire == 1 ? STATIC : wire == 2 ? LISTS : null;
  }

  /** The word in key files. */
  public String text() {
    return text;
  }
}
