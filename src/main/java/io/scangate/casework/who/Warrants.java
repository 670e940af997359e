package io.scangate.casework.who;

import io.scangate.engine.Problem;
import io.scangate.health.Division;
import io.scangate.ops.CaseworkMeters;
import io.scangate.ops.CaseworkMeters.Result;
import io.scangate.signin.Caller;
import io.scangate.signin.Fault;
import io.scangate.signin.Realm;
import io.scangate.signin.Verifier;
import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one place where it is judged who may do what where, before anything else of a request is
 * read. Shared; to be called on a virtual thread.
 */
public final class Warrants {
  private static final Realm REALM = new Realm("scangate casework");

  /** What came of asking. */
  public sealed interface Judgement {
    /** It may be done. */
    record Granted(Warrant warrant) implements Judgement {}

    /** It may not, and this is what is needed. */
    record Turned(Problem problem) implements Judgement {}
  }

  private final Verifier verifier;
  private final CaseworkMeters meters;

  /**
   * @param verifier of the tokens that people and staff come with
   */
  public Warrants(Verifier verifier, CaseworkMeters meters) {
    this.verifier = verifier;
    this.meters = meters;
  }

  /**
   * Judges by the token alone; waits where the issuer must be asked for keys.
   *
   * @param authorization the header as it came; null where there is none
   */
  public Judgement judge(Action action, @Nullable String authorization) {
    return switch (verifier.checkAsking(authorization).await()) {
      case Caller.Refused(var fault) -> {
        meters.judged(action.word(), Result.NOT_SIGNED_IN);
        yield new Judgement.Turned(notSignedIn(fault));
      }
      case Caller.Genuine(var principal) -> judge(action, Actor.of(principal));
    };
  }

  private Judgement judge(Action action, Actor actor) {
    if (actor.may(action)) {
      meters.judged(action.word(), Result.ROLE_FITS);
      return new Judgement.Granted(new Warrant(actor, action));
    }
    meters.judged(action.word(), Result.WRONG_ROLE);
    List<Role> misplaced =
        actor.roles().stream()
            .filter(role -> action.isFor(role) && !role.isHeldIn(actor.division()))
            .sorted()
            .toList();
    return new Judgement.Turned(
        misplaced.isEmpty() ? wrongRole(action, actor) : wrongLevel(action, misplaced.getFirst()));
  }

  /** What is answered where the warrant does not reach to a place; empty where it does. */
  public Optional<Problem> refusal(Warrant warrant, Division place) {
    if (warrant.actor().covers(place)) {
      return Optional.empty();
    }
    Action action = warrant.action();
    meters.judged(action.word(), Result.WRONG_DIVISION);
    return Optional.of(
        needed(
            Problem.of(
                    403,
                    "wrong-division",
                    "This lies in another division",
                    "'"
                        + action.word()
                        + "' is for those whose division covers "
                        + place.code()
                        + "; your token's is "
                        + warrant.division().code()
                        + ".")
                .telling("division", place.code()),
            action));
  }

  private static Problem wrongRole(Action action, Actor actor) {
    String own = actor.roles().stream().sorted().map(Role::word).collect(Collectors.joining(", "));
    return forbidden(
        action,
        "wrong-role",
        "This is not for your role",
        "'"
            + action.word()
            + "' is for: "
            + String.join(", ", action.roles())
            + "; your token says: "
            + (own.isEmpty() ? "no role" : own)
            + ".");
  }

  private static Problem wrongLevel(Action action, Role role) {
    String digits =
        role.digits().stream().map(it -> it.toString()).collect(Collectors.joining(" or "));
    return forbidden(
        action,
        "wrong-level",
        "Your role has no such division",
        "The role "
            + role.word()
            + " has a division of "
            + digits
            + " digits; your token's has not.");
  }

  private static Problem forbidden(Action action, String name, String title, String detail) {
    return needed(Problem.of(403, name, title, detail), action);
  }

  /** For programs, what the detail says for people. */
  private static Problem needed(Problem problem, Action action) {
    return problem
        .telling("action", action.word())
        .telling("roles", new JsonArray(action.roles()))
        .with("www-authenticate", REALM.insufficientScope(action.roles()));
  }

  private static Problem notSignedIn(Fault fault) {
    Problem problem =
        fault.status() == 503
            ? Problem.away("Nobody's token can be checked now: " + fault.words() + ".")
            : Problem.of(
                fault.status(), "not-signed-in", "Nobody is signed in", fault.words() + ".");
    return problem.with("www-authenticate", REALM.challenge(fault));
  }

  /** The words of all actions, for whoever counts them. */
  public static List<String> actions() {
    return Arrays.stream(Action.values()).map(Action::word).toList();
  }
}
