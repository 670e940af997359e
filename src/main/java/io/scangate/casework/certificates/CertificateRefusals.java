package io.scangate.casework.certificates;

import io.scangate.casework.Reply;
import io.scangate.engine.Problem;
import io.scangate.ledger.CertificateDesk.Outcome;
import io.scangate.ledger.CertificateStep.Refusal;

/** What callers are told where no certificate was issued, printed or revoked. Stateless. */
final class CertificateRefusals {
  static final Reply GONE =
      Reply.refused(404, "not-found", "There is no such thing", "It was forgotten meanwhile.");

  static final Reply NO_INSTANT =
      Reply.refused(
          400,
          "malformed",
          "A day or an instant is none",
          "vaccination.lastOn is a day of the calendar, test.sampledAt an instant; neither is to"
              + " come.");

  private CertificateRefusals() {}

  static Reply reply(Refusal why) {
    return switch (why) {
      case UNKNOWN ->
          Reply.refused(404, "not-found", "There is no such thing", "Check its number.");
      case REVOKED ->
          conflict(
              "revoked",
              "The certificate was revoked",
              "Check the person anew, and issue another.");
      case EXPIRED ->
          conflict(
              "expired",
              "The time of the certificate is over",
              "Check the person anew, and issue another.");
    };
  }

  static Reply tooLong(int days) {
    return Reply.refused(
        400,
        "too-long",
        "A certificate is not good for so long",
        "days: at most " + days + " here; issue another one then.");
  }

  static Reply inForce(long number) {
    return new Reply.Refused(
        Problem.of(
                409,
                "in-force",
                "The person has a certificate already",
                "Print number " + number + " again, or revoke it first.")
            .telling("certificate", number));
  }

  /** Of a check that was noted and not passed. */
  static Reply reply(Outcome outcome) {
    return switch (outcome) {
      case NAME_DIFFERS ->
          conflict(
              "name-differs",
              "The card bears another name than was registered",
              "Look at the card again; where it is right, have the registration corrected first.");
      case FEVER ->
          conflict(
              "fever",
              "The person has a fever",
              "Send them to a fever clinic, and have them declare it.");
      case TEST_POSITIVE ->
          conflict(
              "test-positive",
              "The test was positive",
              "Report it at once; the laboratory's report turns the code.");
      case TEST_TOO_OLD ->
          conflict(
              "test-too-old",
              "The test is too old",
              "Have the person tested, and come again with the report.");
      case NOT_GREEN ->
          conflict(
              "not-green",
              "The code of this person is not green",
              "Nobody is let pass by paper whom a phone would not.");
      case PASSED, IN_FORCE -> throw new IllegalStateException(outcome + " is told otherwise");
    };
  }

  private static Reply conflict(String name, String title, String detail) {
    return Reply.refused(409, name, title, detail);
  }
}
