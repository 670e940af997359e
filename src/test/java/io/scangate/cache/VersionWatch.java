package io.scangate.cache;

import io.scangate.health.CodeStatus;
import io.scangate.health.Standing;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Watches the answers of one gateway: each is of the person who was asked for, and none is of an
 * older version than one before it. Shared; answers of one person are given in the order in which
 * they were got.
 */
public final class VersionWatch {
  private final Map<Long, Long> newest = new ConcurrentHashMap<>();
  private final Set<Long> erased = ConcurrentHashMap.newKeySet();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  /** A person may be absent from now on. */
  public void mayBeAbsent(long person) {
    erased.add(person);
  }

  /** The gateway answered so. */
  public void answered(long person, Standing standing) {
    switch (standing) {
      case Standing.Known(CodeStatus status, var freshness) -> {
        if (status.person() != person) {
          faults.add("%016x got the status of %016x".formatted(person, status.person()));
        }
        Long before = newest.put(person, status.version());
        if (before != null && Long.compareUnsigned(before, status.version()) > 0) {
          faults.add(
              "%016x went back from %x to %x (%s)"
                  .formatted(person, before, status.version(), freshness));
        }
      }
      case Standing.Absent(var freshness) -> {
        if (newest.containsKey(person) && !erased.contains(person)) {
          faults.add("%016x was forgotten (%s)".formatted(person, freshness));
        }
      }
      case Standing.Unanswered ignored -> {}
    }
  }

  /** How many people were answered for. */
  public int people() {
    return newest.size();
  }

  /** What was wrong; empty when all was right. */
  public List<String> faults() {
    return List.copyOf(faults);
  }
}
