package io.scangate.casework.checkpoints;

import io.scangate.casework.Reply;
import io.scangate.ledger.CheckpointStep.Refusal;

/** What callers are told where nothing was done with a checkpoint or a key. Stateless. */
final class CheckpointRefusals {
  private CheckpointRefusals() {}

  static Reply reply(Refusal why) {
    return switch (why) {
      case UNKNOWN ->
          Reply.refused(404, "not-found", "There is no such thing", "Check what you named.");
      case NAME_TAKEN ->
          conflict(
              "name-taken",
              "That name was given before",
              "Names are given once, since scan records name them: choose another one.");
      case SITE_TAKEN ->
          conflict(
              "site-taken",
              "That site is another's",
              "A site has one operator in one community: choose another name for yours.");
      case SAME_PERSON ->
          conflict(
              "same-person",
              "Two people are needed",
              "Whoever registered a checkpoint does not answer for the community.");
      case ANSWERED ->
          conflict(
              "answered", "The community has answered", "It answers once; see the checkpoint.");
      case NOT_APPROVED ->
          conflict(
              "not-approved",
              "The checkpoint is not approved",
              "Keys are issued once the community has approved it.");
      case GIVEN_UP ->
          conflict(
              "given-up",
              "The checkpoint is given up",
              "That is for ever: register another one under another name.");
      case TOO_MANY_KEYS ->
          conflict(
              "too-many-keys",
              "The checkpoint has as many keys as it may have",
              "Withdraw keys that are not used, or register a further checkpoint.");
      case KEY_OVER ->
          conflict("key-over", "The key counts no more", "Ask for a new one in its stead.");
      case REPLACED ->
          conflict("replaced", "The key is replaced already", "Replace the one that came for it.");
      case KEY_TAKEN -> throw new IllegalStateException("a random key was drawn twice");
    };
  }

  /** Told to whoever has the right role in the right place, and no part in this checkpoint. */
  static Reply anotherOperator() {
    return conflict(
        "another-operator",
        "The checkpoint is another operator's",
        "It belongs to the account that registered it.");
  }

  private static Reply conflict(String name, String title, String detail) {
    return Reply.refused(409, name, title, detail);
  }
}
