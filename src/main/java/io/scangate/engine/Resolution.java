package io.scangate.engine;

import io.scangate.ledger.Report;
import java.util.List;

/**
 * What comes of work about a person: an answer for whoever asked, and what the ledger learns.
 * Immutable.
 */
public record Resolution<T>(T answer, List<Report> reports) {
  public Resolution {
    reports = List.copyOf(reports);
  }

  /** An answer of which the ledger learns nothing. */
  public static <T> Resolution<T> of(T answer) {
    return new Resolution<>(answer, List.of());
  }
}
