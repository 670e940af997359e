package io.scangate.ledger;

import java.util.List;

/**
 * Which of some reports are new. Immutable.
 *
 * @param fresh those that were never sent before
 * @param repeated those that were stored before, and are the same
 * @param conflicting those whose key was used before for something else
 */
public record Taken(List<Report> fresh, List<Report> repeated, List<Report> conflicting) {
  public Taken {
    fresh = List.copyOf(fresh);
    repeated = List.copyOf(repeated);
    conflicting = List.copyOf(conflicting);
  }
}
