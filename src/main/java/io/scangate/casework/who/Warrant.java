package io.scangate.casework.who;

import io.scangate.health.Division;
import java.util.List;

/**
 * That somebody may do one thing, as {@link Warrants} found; no other way leads to one. Immutable.
 */
public final class Warrant {
  private final Actor actor;
  private final Action action;

  Warrant(Actor actor, Action action) {
    this.actor = actor;
    this.action = action;
  }

  /** Who. */
  public Actor actor() {
    return actor;
  }

  /** What. */
  public Action action() {
    return action;
  }

  /** The roles of the actor that may do it, in their order. */
  public List<Role> roles() {
    return actor.roles().stream()
        .filter(role -> action.isFor(role) && role.isHeldIn(actor.division()))
        .sorted()
        .toList();
  }

  /**
   * Where the actor acts: what is listed for them must lie in it.
   *
   * @throws IllegalStateException for an action that is about no place
   */
  public Division division() {
    return actor
        .division()
        .filter(division -> action.reach() == Reach.OWN_DIVISION)
        .orElseThrow(() -> new IllegalStateException(action + " is about no place"));
  }

  @Override
  public String toString() {
    return "Warrant[" + action.word() + "]";
  }
}
