package io.scangate.engine.intake;

import io.scangate.health.PersonRef;
import io.scangate.ledger.Report;
import io.scangate.ops.IntakeMeters.Outcome;
import io.scangate.ops.IntakeMeters.Reason;
import java.util.List;
import java.util.Optional;

/** A row on its way to the ledger. Confined to the virtual thread that takes it there. */
final class Passage {
  private final long position;
  private final Optional<String> key;
  private final Optional<Draft> draft;
  private List<Report> reports = List.of();
  private Optional<RowResult> result = Optional.empty();

  private Passage(long position, Optional<String> key, Optional<Draft> draft) {
    this.position = position;
    this.key = key;
    this.draft = draft;
  }

  static Passage of(Reading reading) {
    return switch (reading) {
      case Reading.Sound(long position, Draft sound) ->
          new Passage(position, Optional.of(sound.origin().key()), Optional.of(sound));
      case Reading.Refused(long position, Optional<String> key, Refusal refusal) -> {
        Passage refused = new Passage(position, key, Optional.empty());
        refused.result = Optional.of(RowResult.refused(position, key, refusal));
        yield refused;
      }
    };
  }

  /** Whether it is not known yet what becomes of it. */
  boolean isOpen() {
    return result.isEmpty();
  }

  boolean isSevere() {
    return draft.map(Draft::isSevere).orElse(false);
  }

  boolean isRefused() {
    return result.map(it -> it.outcome() == Outcome.REFUSED).orElse(false);
  }

  /** What the row says, where it is sound. */
  Draft draft() {
    return draft.orElseThrow();
  }

  /** Whose row it is was found. */
  void isOf(PersonRef person) {
    reports = draft().reports(person);
  }

  /** What goes to the ledger; nothing before the person is found. */
  List<Report> reports() {
    return reports;
  }

  /** The report under the row's own key. */
  Report first() {
    return reports.getFirst();
  }

  void ends(Outcome outcome) {
    result = Optional.of(new RowResult(position, key, outcome, Optional.empty()));
  }

  void refuse(Reason reason, String words) {
    result =
        Optional.of(
            RowResult.refused(
                position, key, new Refusal(reason, "row " + position + ": " + words)));
  }

  /** What became of it. */
  RowResult result() {
    return result.orElseThrow();
  }
}
