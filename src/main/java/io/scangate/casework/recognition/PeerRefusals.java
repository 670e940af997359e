package io.scangate.casework.recognition;

import io.scangate.casework.Reply;
import io.scangate.engine.Problem;
import io.scangate.ledger.PeerKeyStep.Refusal;

/** What callers are told where nothing came of mutual recognition. Stateless. */
final class PeerRefusals {
  static final Reply NOT_FOUND =
      Reply.refused(404, "not-found", "There is no such thing", "Check what you named.");

  static final Reply NO_MEMBER =
      Reply.refused(
          404,
          "no-member",
          "The family has no such member",
          "0 is yourself; GET /v1/identities lists the others.");

  static final Reply NO_PEER =
      conflict(
          "no-peer",
          "There is no mutual recognition with that city",
          "The installation lists the cities with which there is, under casework.recognition.");

  static final Reply ENDED =
      conflict("ended", "It has ended already", "Apply anew where you still need it.");

  static final Reply SAME_PERSON =
      conflict(
          "same-person",
          "Two people are needed",
          "Whoever took the step before does not take this one.");

  private PeerRefusals() {}

  static Reply conflict(String name, String title, String detail) {
    return Reply.refused(409, name, title, detail);
  }

  /** The other city cannot be asked now, and nothing was done. */
  static Reply away(String why) {
    return new Reply.Refused(
        Problem.of(503, "peer-away", "The other city cannot be asked now", why + "; come again.")
            .with("retry-after", "30"));
  }

  static Reply reply(Refusal why) {
    return switch (why) {
      case UNKNOWN -> NOT_FOUND;
      case TAKEN ->
          conflict("key-taken", "The key was proposed before", "See GET /v1/peer-keys for it.");
      case SAME_PERSON -> SAME_PERSON;
      case ANSWERED -> conflict("answered", "The key is answered", "It is answered once.");
      case NOT_TRUSTED ->
          conflict("not-trusted", "The key is not trusted", "There is nothing to withdraw.");
      case WITHDRAWN ->
          conflict("ended", "The key is withdrawn", "That is for ever; propose another key.");
    };
  }
}
