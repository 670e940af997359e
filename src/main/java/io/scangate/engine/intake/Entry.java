package io.scangate.engine.intake;

import io.scangate.engine.Problem;
import io.scangate.signin.Caller;
import io.scangate.signin.Fault;
import io.scangate.signin.Principal;
import io.scangate.signin.Realm;
import io.scangate.signin.Verifier;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** Tells which source a request is of. Shared. */
final class Entry {
  /** What a token must have been asked for. */
  static final String SCOPE = "facts";

  private static final Realm REALM = new Realm("scangate facts");

  /** What came of it. */
  sealed interface Admission {
    /** It is of that source. */
    record Admitted(Source source) implements Admission {}

    /** It is of nobody who may send. */
    record Turned(Problem problem) implements Admission {}
  }

  private final Verifier verifier;
  private final Sources sources;

  Entry(Verifier verifier, Sources sources) {
    this.verifier = verifier;
    this.sources = sources;
  }

  /** Looks at the header {@code Authorization}; waits where the issuer must be asked for keys. */
  Admission admit(HttpServerRequest request) {
    return switch (verifier.checkAsking(request.getHeader(HttpHeaders.AUTHORIZATION)).await()) {
      case Caller.Refused(var fault) -> new Admission.Turned(problem(fault));
      case Caller.Genuine(var principal) -> admit(principal);
    };
  }

  private Admission admit(Principal principal) {
    if (!principal.scopes().contains(SCOPE)) {
      return new Admission.Turned(
          Problem.of(
                  403,
                  "wrong-scope",
                  "The token is not for sending facts",
                  "Ask for a token with the scope '" + SCOPE + "'.")
              .with("www-authenticate", REALM.insufficientScope(List.of(SCOPE))));
    }
    Optional<Source> source = sources.find(principal.client().orElse(principal.subject()));
    return source
        .<Admission>map(Admission.Admitted::new)
        .orElseGet(
            () ->
                new Admission.Turned(
                    Problem.of(
                        403,
                        "unknown-source",
                        "The client is no source",
                        "Have the operator enter it in sources.yaml.")));
  }

  private static Problem problem(Fault fault) {
    Problem problem =
        fault.status() == 503
            ? Problem.away("Nobody's token can be checked now: " + fault.words() + ".")
            : Problem.of(
                fault.status(), "not-signed-in", "Nobody is signed in", fault.words() + ".");
    return problem.with("www-authenticate", REALM.challenge(fault));
  }
}
