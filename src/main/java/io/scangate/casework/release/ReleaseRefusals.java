package io.scangate.casework.release;

import io.scangate.casework.Reply;
import io.scangate.engine.Problem;
import io.scangate.ledger.cases.ReleaseList;

/** What callers are told where nothing was done with a list. Stateless. */
final class ReleaseRefusals {
  static final Reply BUSY =
      new Reply.Refused(
          Problem.of(
                  503,
                  "busy",
                  "Other forms are being filed",
                  "Come again in a moment, at another second.")
              .with("retry-after", "2"));

  static final Reply FORGOTTEN =
      Reply.refused(
          404,
          "forgotten",
          "What is personal of this list is forgotten",
          "It is kept for 30 days after the list has ended.");

  static final Reply SAME_PERSON =
      conflict(
          "same-person",
          "Another person is needed",
          "Whoever filed or reviewed a list does not review it again.");

  private ReleaseRefusals() {}

  static Reply malformed(String detail) {
    return Reply.refused(400, "malformed-form", "This is no form", detail + ".");
  }

  static Reply filedBefore() {
    return conflict(
        "filed-before",
        "This place has filed a list under that document",
        "Look at it in the list of lists; another form has another document.");
  }

  /** To whoever reviews a list that does not stand there. */
  static Reply notToReview(ReleaseList list) {
    return switch (list.state()) {
      case READING ->
          conflict("still-reading", "The rows are being read", "Ask again when they were.");
      case TOWN_REVIEW ->
          conflict("not-reviewed", "The town has not reviewed it", "It comes to you after that.");
      case DISTRICT_REVIEW, RELEASING, DONE, REJECTED ->
          conflict("reviewed", "There is no review to come", "A list is reviewed once; see it.");
      case UNREADABLE -> conflict("unreadable", "The form cannot be read", "See its fault.");
      case WITHDRAWN -> withdrawn();
    };
  }

  /** To whoever takes back what cannot be. */
  static Reply tooLate(ReleaseList list) {
    return switch (list.state()) {
      case WITHDRAWN -> withdrawn();
      case READING, TOWN_REVIEW, DISTRICT_REVIEW, RELEASING, DONE, UNREADABLE, REJECTED ->
          conflict(
              "too-late",
              "The list is decided",
              "What was released stays so; a mistake is told by a fact of isolation.");
    };
  }

  static Reply nothingToStop() {
    return conflict(
        "no-work", "No work is being done on the list", "It rests by itself, or has ended.");
  }

  private static Reply withdrawn() {
    return conflict("withdrawn", "The list was taken back", "A new one may be filed.");
  }

  private static Reply conflict(String name, String title, String detail) {
    return Reply.refused(409, name, title, detail);
  }
}
