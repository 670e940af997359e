package io.scangate.cache.link;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which master serves which slot. Immutable. */
final class SlotMap {
  /** Nobody serves anything. */
  static final SlotMap EMPTY = new Builder().build();

  private final @Nullable HostPort[] owners;
  private final Set<HostPort> masters;

  private SlotMap(@Nullable HostPort[] owners) {
    this.owners = owners;
    Set<HostPort> distinct = new LinkedHashSet<>();
    for (HostPort owner : owners) {
      if (owner != null) {
        distinct.add(owner);
      }
    }
    this.masters = Set.copyOf(distinct);
  }

  /** One master serves every slot. */
  static SlotMap all(HostPort master) {
    return new Builder().add(0, KeySlot.SLOTS - 1, master).build();
  }

  /** The master of a slot, or null where nobody serves it. */
  @Nullable HostPort owner(int slot) {
    return owners[slot];
  }

  /** Every master that serves a slot. */
  Set<HostPort> masters() {
    return masters;
  }

  /** The same but for one slot, which that master serves. */
  SlotMap moved(int slot, HostPort to) {
    @Nullable HostPort[] changed = owners.clone();
    changed[slot] = to;
    return new SlotMap(changed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SlotMap map && Arrays.equals(owners, map.owners);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(owners);
  }

  /** Collects ranges of slots. */
  static final class Builder {
    private final @Nullable HostPort[] owners = new @Nullable HostPort[KeySlot.SLOTS];

    Builder add(int first, int last, HostPort master) {
      Arrays.fill(owners, first, last + 1, master);
      return this;
    }

    SlotMap build() {
      return new SlotMap(owners.clone());
    }
  }
}
