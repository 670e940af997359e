package io.scangate.health;

import org.jspecify.annotations.Nullable;

/**
 * The colour of a health code, from the mildest to the most severe.
 *
 * <p>{@link #NONE} means that there is no code (the person never registered, or withdrew); it is
 * not {@link #GREEN}.
 */
public enum Colour {
  NONE(0),
  GREEN(1),
  YELLOW(2),
  RED(3);

  private final int wire;

  Colour(int wire) {
    this.wire = wire;
  }

  /** The number that stands for this colour in QR codes, in Redis and on binary connections. */
  public int wire() {
    return wire;
  }

  /** The colour behind a wire number, or null where no colour has that number. */
  public static @Nullable Colour ofWire(long wire) {
    return wire == 0 ? NONE : wire == 1 ? GREEN : wire == 2 ? YELLOW : wire == 3 ? RED : null;
  }

  /** Whether this colour restricts its holder more than the other one. */
  public boolean isMoreSevereThan(Colour other) {
    return wire > other.wire;
  }
}
