package io.scangate.engine;

import io.scangate.ledger.Code;
import io.scangate.ledger.DecisionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** In which columns what is stored differs from what is due, in the words of a report. */
final class Differences {
  private Differences() {}

  static String between(DecisionRow due, DecisionRow stored) {
    List<String> told = new ArrayList<>();
    compare(told, "version", due.version(), stored.version());
    compare(told, "at", due.at(), stored.at());
    compare(told, "was", due.was(), stored.was());
    compare(told, "colour", due.colour(), stored.colour());
    compare(told, "policy", due.policy(), stored.policy());
    compare(told, "rules", due.rules(), stored.rules());
    compare(told, "facts", due.facts(), stored.facts());
    return String.join("; ", told);
  }

  /** Empty where there is no difference; when it is reviewed is not compared. */
  static String between(Code due, Code stored) {
    List<String> told = new ArrayList<>();
    compare(told, "version", due.version(), stored.version());
    compare(told, "colour", due.colour(), stored.colour());
    compare(told, "decided_at", due.decidedAt(), stored.decidedAt());
    compare(told, "last_negative", text(due.lastNegative()), text(stored.lastNegative()));
    compare(told, "registered", due.registered(), stored.registered());
    compare(told, "withdrawn", due.withdrawn(), stored.withdrawn());
    return String.join("; ", told);
  }

  private static String text(Optional<Instant> instant) {
    return instant.map(Instant::toString).orElse("none");
  }

  private static void compare(List<String> told, String column, Object due, Object stored) {
    if (!due.equals(stored)) {
      told.add(column + " is " + stored + ", should be " + due);
    }
  }
}
