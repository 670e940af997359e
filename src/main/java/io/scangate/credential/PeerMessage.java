package io.scangate.credential;

import io.scangate.health.Division;
import java.time.Instant;

/**
 * What one city says to another. Immutable; prints nothing of its body, which may be personal.
 *
 * @param kind what it is about
 * @param id 32 hexadecimal digits; an answer bears that of what it answers
 * @param from the city that says it
 * @param to the city that it is for
 * @param at when it was said, in whole seconds
 * @param body JSON
 */
public record PeerMessage(
    String kind, String id, Division from, Division to, Instant at, String body) {
  public PeerMessage {
    if (!id.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("a message has an id of 32 hexadecimal digits");
    }
  }

  /** What is answered to this message. */
  public PeerMessage answer(String word, Instant now, String said) {
    return new PeerMessage(word, id, to, from, now, said);
  }

  @Override
  public String toString() {
    return "PeerMessage[" + kind + ", " + id + ", " + from.code() + " to " + to.code() + "]";
  }
}
