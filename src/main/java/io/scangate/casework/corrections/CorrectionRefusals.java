package io.scangate.casework.corrections;

import io.scangate.casework.Reply;
import io.scangate.engine.Problem;
import io.scangate.ledger.cases.CorrectionState;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;

/** What callers are told where nothing was done with an application. Stateless. */
final class CorrectionRefusals {
  static final Reply GONE =
      Reply.refused(404, "not-found", "There is no such application", "Check its number.");

  static final Reply NOBODY =
      Reply.refused(
          404,
          "not-found",
          "Nobody of yours is registered so",
          "Check member, or name and document; an employer applies for those who live in its"
              + " division.");

  static final Reply OTHER_PROVINCE =
      conflict(
          "other-province",
          "Another province set this colour",
          "Only the province that set it can lift it; a correction here has no effect on it.");

  static final Reply NOT_OPEN =
      conflict(
          "not-open",
          "Nothing of that category is open",
          "GET /v1/why tells what the code has its colour by.");

  static final Reply OPEN_ALREADY =
      conflict(
          "applied-already",
          "There is an application about it",
          "GET /v1/applications tells where it stands.");

  static final Reply NO_EVIDENCE =
      conflict(
          "no-evidence",
          "The applicant has shown no evidence yet",
          "It is added by POST /v1/applications/{application}/evidence.");

  static final Reply SAME_PERSON =
      conflict(
          "same-person",
          "Another person is needed",
          "Nobody takes two steps with one application, or one about themselves or their family.");

  static final Reply NOT_CHECKED =
      conflict(
          "not-checked",
          "Name, phone and document are checked first",
          "A manual review is reported with 'checked': which of them are right.");

  static final Reply NO_MORE_EVIDENCE =
      conflict(
          "no-more-evidence",
          "Nothing can be added to it",
          "It has five papers, or its community has looked at it; or two came at once: send one"
              + " again.");

  static final Reply NOT_A_PAPER =
      Reply.refused(
          400,
          "not-a-paper",
          "The bytes are not what they are called",
          "Send a whole PDF, JPEG or PNG under its own content type, of at most 50 million"
              + " pixels.");

  static final Reply TOO_LATE =
      conflict("too-late", "The time for an appeal is over", "What is left is a court.");

  static final Reply APPEALED_ONCE =
      conflict("appealed-once", "There was an appeal", "What is left is a court.");

  private CorrectionRefusals() {}

  /** The step is not the next one. */
  static Reply notNow(CorrectionState state) {
    return state.isOpen()
        ? conflict(
            "out-of-order",
            "Another step comes first, or this one was taken",
            "It stands at '" + state.word() + "'.")
        : conflict("over", "It is over", "It stands at '" + state.word() + "'.");
  }

  static Reply unknownGround(List<String> grounds) {
    return Reply.refused(
        400,
        "unknown-ground",
        "The policy knows no such ground",
        "ground: one of " + String.join(", ", grounds) + ".");
  }

  /** Of an applicant, who has no result to show. */
  static Reply noNegative(long hours) {
    return conflict(
        "no-negative",
        "No negative result can be shown",
        "One of a sample taken within the last "
            + hours
            + " hours is wanted, as the laboratory has reported it, and none positive since.");
  }

  /** Of the test that follows the audit. */
  static final Reply NOT_TESTED =
      conflict(
          "no-negative",
          "The test is not there",
          "A negative result of a sample taken since the audit is wanted, as the laboratory has"
              + " reported it, and none positive since.");

  /** Somebody is not converted for now, and is told why. */
  static Reply barred(List<String> why) {
    return new Reply.Refused(
        Problem.of(409, "barred", "This code is not converted for now", String.join(" ", why))
            .telling("bars", new JsonArray(why)));
  }

  /** From one account came too many. */
  static Reply tooOften(Duration pause) {
    return new Reply.Refused(
        Problem.of(
                429,
                "too-often",
                "Too much was applied for from here",
                "Come again after as many seconds as Retry-After says.")
            .with("retry-after", Long.toString(pause.toSeconds() + 1)));
  }

  private static Reply conflict(String name, String title, String detail) {
    return Reply.refused(409, name, title, detail);
  }
}
