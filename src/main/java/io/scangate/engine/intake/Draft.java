package io.scangate.engine.intake;

import io.scangate.health.PersonRef;
import io.scangate.ledger.Content;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Origin;
import io.scangate.ledger.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sound row before its person is found. Immutable.
 *
 * @param contents what it says happened: one thing, or a registration and where the person lives
 */
record Draft(Who who, List<Content> contents, Optional<Instant> happenedAt, Origin origin) {
  /** Stands in the key of what is derived from a row; no sender's key has it. */
  private static final String DERIVED = "#residence";

  /** Whom a row is about. */
  sealed interface Who {
    /** The holder of a document. */
    record Holder(Lookup lookup) implements Who {}

    /** Somebody by the reference. */
    record Referenced(PersonRef person) implements Who {}
  }

  Draft {
    contents = List.copyOf(contents);
  }

  boolean isSevere() {
    return contents.stream().anyMatch(Content::isSevere);
  }

  /** What goes to the ledger. */
  List<Report> reports(PersonRef person) {
    List<Report> reports = new ArrayList<>();
    for (Content content : contents) {
      reports.add(new Report(person, content, happenedAt, reports.isEmpty() ? origin : derived()));
    }
    return reports;
  }

  private Origin derived() {
    return new Origin(
        origin.source(),
        origin.key() + DERIVED,
        origin.authority(),
        origin.division(),
        origin.place(),
        origin.document());
  }
}
