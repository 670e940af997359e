package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.ledger.MeasureStep.Refusal;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Where measures of article 42 are proposed, decided and lifted. A closure stands in the list of
 * orders from its decision until it is lifted. Every step is a row that stays. Shared; waits.
 */
public final class MeasureDesk {
  private static final String PROPOSE =
      """
      insert into measure (kind, scope, place, division, starts_at, ends_at, ground, document,
        government, proposed_by, proposed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id\
      """;

  private static final String TAKE_BACK =
      "insert into measure_back (measure, reason, taken_by, taken_at) values ($1, $2, $3, $4)";

  private static final String DECIDE =
      """
      insert into measure_decision (measure, granted, authority, document, announcement,
        decided_by, decided_at, listed_in)
      values ($1, $2, $3, $4, $5, $6, $7, $8)\
      """;

  private static final String LIFT =
      """
      insert into measure_lift (measure, authority, document, announcement, lifted_by, lifted_at,
        unlisted_in)
      values ($1, $2, $3, $4, $5, $6, $7)\
      """;

  private final Ledger ledger;

  /** Over a ledger. */
  public MeasureDesk(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Who takes a step. Immutable.
   *
   * @param name of the person
   * @param government that the person acts for
   */
  public record Official(String name, Division government) {}

  /**
   * How a step is made known. Immutable.
   *
   * @param document that it stands in
   * @param announcement in the words in which it is made known
   */
  public record Notice(String document, String announcement) {}

  /** Proposes a measure. */
  public MeasureStep propose(Measure measure, String by, Instant now) {
    if (isOver(measure, now)) {
      return new MeasureStep.Refused(Refusal.OVER);
    }
    Tuple row =
        Tuple.of(
            measure.kind().word(),
            Measure.scopeOf(measure.scope()),
            Measure.placeOf(measure.scope()),
            measure.division().code(),
            Micros.column(measure.starts()),
            Micros.column(measure.ends()),
            measure.ground(),
            measure.document(),
            measure.government().code(),
            by,
            Micros.column(now));
    return new MeasureStep.Proposed(ledger.ask(PROPOSE, row).iterator().next().getLong("id"));
  }

  /** The government that proposed a measure takes it back. */
  public MeasureStep takeBack(long id, String reason, Official by, Instant now) {
    return step(
        id,
        (under, found) ->
            switch (found.status()) {
              case TAKEN_BACK -> Optional.of(Refusal.TAKEN_BACK);
              case REJECTED, ORDERED, LIFTED -> Optional.of(Refusal.DECIDED);
              case PROPOSED -> {
                if (!found.measure().government().equals(by.government())) {
                  yield Optional.of(Refusal.NOT_PROPOSER);
                }
                var _ = under.ask(TAKE_BACK, Tuple.of(id, reason, by.name(), Micros.column(now)));
                yield Optional.empty();
              }
            });
  }

  /** The next higher government decides. */
  public MeasureStep decide(long id, boolean granted, Notice notice, Official by, Instant now) {
    return step(
        id,
        (under, found) ->
            switch (found.status()) {
              case TAKEN_BACK -> Optional.of(Refusal.TAKEN_BACK);
              case REJECTED, ORDERED, LIFTED -> Optional.of(Refusal.DECIDED);
              case PROPOSED -> decide(under, found, granted, notice, by, now);
            });
  }

  private static Optional<Refusal> decide(
      ListTransaction under,
      MeasureState found,
      boolean granted,
      Notice notice,
      Official by,
      Instant now) {
    Measure measure = found.measure();
    if (!measure.authority().equals(by.government())) {
      return Optional.of(Refusal.NOT_NEXT_HIGHER);
    }
    if (Signatory.isSame(found.proposed().by(), by.name())) {
      return Optional.of(Refusal.SAME_PERSON);
    }
    if (granted && isOver(measure, now)) {
      return Optional.of(Refusal.OVER);
    }
    boolean listed = granted && measure.kind() == Measure.Kind.CLOSE;
    var _ =
        under.ask(
            DECIDE,
            Tuple.of(
                    found.id(),
                    granted,
                    by.government().code(),
                    notice.document(),
                    notice.announcement(),
                    by.name())
                .addOffsetDateTime(Micros.column(now))
                .addLong(listed ? under.next(GateList.ORDERS) : null));
    return Optional.empty();
  }

  /** The government that decided a measure lifts it. */
  public MeasureStep lift(long id, Notice notice, Official by, Instant now) {
    return step(
        id,
        (under, found) ->
            switch (found.status()) {
              case TAKEN_BACK -> Optional.of(Refusal.TAKEN_BACK);
              case PROPOSED, REJECTED -> Optional.of(Refusal.NOT_ORDERED);
              case LIFTED -> Optional.of(Refusal.LIFTED);
              case ORDERED -> lift(under, found, notice, by, now);
            });
  }

  private static Optional<Refusal> lift(
      ListTransaction under, MeasureState found, Notice notice, Official by, Instant now) {
    if (!found.decision().orElseThrow().authority().equals(by.government())) {
      return Optional.of(Refusal.NOT_AUTHORITY);
    }
    boolean listed = found.measure().kind() == Measure.Kind.CLOSE;
    var _ =
        under.ask(
            LIFT,
            Tuple.of(
                    found.id(),
                    by.government().code(),
                    notice.document(),
                    notice.announcement(),
                    by.name())
                .addOffsetDateTime(Micros.column(now))
                .addLong(listed ? under.next(GateList.ORDERS) : null));
    return Optional.empty();
  }

  private static boolean isOver(Measure measure, Instant now) {
    return measure.ends().filter(end -> !end.isAfter(now)).isPresent();
  }

  private MeasureStep step(
      long id, BiFunction<ListTransaction, MeasureState, Optional<Refusal>> work) {
    return ListTransaction.in(
        ledger,
        under ->
            MeasureShelf.find(under::ask, id)
                .map(found -> work.apply(under, found))
                .orElse(Optional.of(Refusal.UNKNOWN))
                .<MeasureStep>map(MeasureStep.Refused::new)
                .orElseGet(MeasureStep.Done::new));
  }
}
