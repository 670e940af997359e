package io.scangate.casework.transfer;

import io.scangate.ledger.Ledger;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.cases.Transfers.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Days as they are handed over, in the zone of the policy in force. Shared. */
final class TransferDays {
  /** So many days are told of. */
  private static final int TOLD = 14;

  /** What was begun before midnight is committed by then. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final Ledger ledger;
  private final PolicyShelf policies;
  private final LocalTime deadline;

  TransferDays(Ledger ledger, LocalTime deadline) {
    this.ledger = ledger;
    this.policies = new PolicyShelf(ledger);
    this.deadline = deadline;
  }

  ZoneId zone(Instant now) {
    return policies.first(ledger.head(0).policies()).policies().inForceAt(now).zone();
  }

  /** From its midnight to the next. */
  static Span of(LocalDate day, ZoneId zone) {
    return new Span(
        day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant());
  }

  /** The last days up to now. */
  static Span told(Instant now, ZoneId zone) {
    LocalDate first = LocalDate.ofInstant(now, zone).minusDays(TOLD);
    return new Span(first.atStartOfDay(zone).toInstant(), now);
  }

  /** Whether nothing can be added to a day any more. */
  static boolean isOver(LocalDate day, ZoneId zone, Instant now) {
    return !now.isBefore(of(day, zone).to().plus(SETTLED));
  }

  /** Until when a day is to be handed over. */
  Instant deadline(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atTime(deadline).atZone(zone).toInstant();
  }
}
