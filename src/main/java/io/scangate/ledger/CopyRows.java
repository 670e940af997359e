package io.scangate.ledger;

import java.time.Instant;
import java.util.List;

/** The tables of facts, decisions and codes as rows for {@code COPY}. */
final class CopyRows {
  static final String FACT =
      "fact (partition, at, person, kind, happened_at, detail, instant, source, key, authority,"
          + " division, place, document, link)";
  static final String DECISION =
      "decision (person, version, partition, at, was, colour, policy, rules, link)";
  static final String DECISION_FACT = "decision_fact (person, version, partition, fact_at)";
  static final String CODE =
      "code (person, partition, version, colour, decided_at, last_negative, registered, withdrawn,"
          + " next_review)";

  private CopyRows() {}

  static CopyText facts(int partition, long link, List<FactRow> facts) {
    CopyText rows = new CopyText();
    for (FactRow row : facts) {
      rows.put(partition)
          .put(row.at())
          .put(row.person().value())
          .put(row.content().kind())
          .put(row.happenedAt())
          .put(row.content().detail().orElse(null))
          .put(row.content().instant())
          .put(row.origin().source())
          .put(row.origin().key())
          .put(row.origin().authority())
          .put(row.origin().division().code())
          .put(row.origin().place().orElse(null))
          .put(row.origin().document().orElse(null))
          .put(link)
          .end();
    }
    return rows;
  }

  static CopyText decisions(int partition, long link, List<DecisionRow> decisions) {
    CopyText rows = new CopyText();
    for (DecisionRow row : decisions) {
      rows.put(row.person().value())
          .put(row.version())
          .put(partition)
          .put(row.at())
          .put(row.was().wire())
          .put(row.colour().wire())
          .bytes(row.policy())
          .put("{" + String.join(",", row.rules()) + "}")
          .put(link)
          .end();
    }
    return rows;
  }

  static CopyText behind(int partition, List<DecisionRow> decisions) {
    CopyText rows = new CopyText();
    for (DecisionRow row : decisions) {
      for (Instant fact : row.facts()) {
        rows.put(row.person().value()).put(row.version()).put(partition).put(fact).end();
      }
    }
    return rows;
  }

  static void code(int partition, Code code, CopyText rows) {
    rows.put(code.person().value())
        .put(partition)
        .put(code.version())
        .put(code.colour().wire())
        .put(code.decidedAt())
        .put(code.lastNegative())
        .put(code.registered())
        .put(code.withdrawn())
        .put(code.nextReview())
        .end();
  }
}
