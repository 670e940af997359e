package io.scangate.health;

/** What is known of one person's code at the instant of the question. */
public sealed interface Standing {
  /** The person has a code. */
  record Known(CodeStatus status, Freshness freshness) implements Standing {}

  /** It is known that the person has no code. */
  record Absent(Freshness freshness) implements Standing {}

  /**
   * Nobody answered: no layout, no Redis, or the deadline passed. It says nothing about the person.
   */
  record Unanswered() implements Standing {
    public static final Unanswered INSTANCE = new Unanswered();
  }
}
