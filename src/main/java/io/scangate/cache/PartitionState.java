package io.scangate.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition stands in Redis. Immutable.
 *
 * @param layout how it is read; null where nothing was ever built
 * @param rebuild the layout that is being filled; null where none is
 * @param sequence the last change written; 0 for none
 */
public record PartitionState(@Nullable Layout layout, @Nullable Layout rebuild, long sequence) {
  /** The generations that a change is written to. */
  List<Layout> generations() {
    List<Layout> all = new ArrayList<>(2);
    if (layout != null) {
      all.add(layout);
    }
    if (rebuild != null) {
      all.add(rebuild);
    }
    return all;
  }

  PartitionState at(long other) {
    return new PartitionState(layout, rebuild, other);
  }
}
