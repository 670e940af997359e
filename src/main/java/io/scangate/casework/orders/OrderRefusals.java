package io.scangate.casework.orders;

import io.scangate.casework.Reply;
import io.scangate.ledger.MeasureStep.Refusal;

/** What callers are told where nothing was done with a measure. Stateless. */
final class OrderRefusals {
  private OrderRefusals() {}

  static Reply reply(Refusal why) {
    return switch (why) {
      case UNKNOWN ->
          Reply.refused(404, "not-found", "There is no such order", "Check its number.");
      case NOT_NEXT_HIGHER ->
          conflict(
              "not-next-higher",
              "Another government decides",
              "A measure is decided by the government next above the one that proposed it.");
      case NOT_PROPOSER ->
          conflict(
              "not-proposer",
              "Another government proposed it",
              "A proposal is taken back by the government that made it.");
      case NOT_AUTHORITY ->
          conflict(
              "not-authority",
              "Another government decided it",
              "Only the authority that decided a measure lifts it.");
      case SAME_PERSON ->
          conflict(
              "same-person",
              "Two people are needed",
              "Whoever proposed a measure does not decide it.");
      case DECIDED -> conflict("decided", "It is decided", "A measure is decided once.");
      case NOT_ORDERED ->
          conflict("not-ordered", "It is not ordered", "Only what was ordered can be lifted.");
      case TAKEN_BACK -> conflict("taken-back", "It was taken back", "Propose it anew.");
      case LIFTED -> conflict("lifted", "It is lifted", "A measure is lifted once.");
      case OVER ->
          conflict("over", "It would be over already", "Its end lies behind: propose another one.");
    };
  }

  private static Reply conflict(String name, String title, String detail) {
    return Reply.refused(409, name, title, detail);
  }
}
