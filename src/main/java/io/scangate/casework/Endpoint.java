package io.scangate.casework;

import io.scangate.casework.who.Action;
import io.scangate.casework.who.Reach;
import io.scangate.health.Division;
import java.util.Optional;

/**
 * One thing that people or staff can ask for: an operation of the OpenAPI document, the action that
 * it is, and what is done. Immutable.
 *
 * @param operation its name in the document
 * @param action what the caller must be allowed to do
 * @param place where what is asked about lies; present for actions that reach to the own division
 * @param handler what is done when all of that is in order
 */
public record Endpoint(String operation, Action action, Optional<Place> place, Handler handler) {
  /** Tells where what a request is about lies; empty where there is no such thing. */
  @FunctionalInterface
  public interface Place {
    /** Looks at the request, or at what is stored of what it names. */
    Optional<Division> of(Visit visit);
  }

  /** Does what is asked, on a virtual thread. */
  @FunctionalInterface
  public interface Handler {
    /** The answer; what it throws is an unexpected failure. */
    Reply handle(Visit visit);
  }

  public Endpoint {
    if (place.isPresent() != (action.reach() == Reach.OWN_DIVISION)) {
      throw new IllegalArgumentException(
          operation
              + ": a place belongs to an action that reaches to the own division, and only"
              + " to such");
    }
  }

  /** Of an action that is about no place, or about the caller. */
  public static Endpoint of(String operation, Action action, Handler handler) {
    return new Endpoint(operation, action, Optional.empty(), handler);
  }

  /** Of an action that must lie in the caller's division. */
  public static Endpoint of(String operation, Action action, Place place, Handler handler) {
    return new Endpoint(operation, action, Optional.of(place), handler);
  }
}
