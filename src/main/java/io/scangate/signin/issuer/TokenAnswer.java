package io.scangate.signin.issuer;

import io.scangate.ops.IssuerMeters.Result;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;

/** What is answered to a request for a token (RFC 6749, section 5). Immutable. */
sealed interface TokenAnswer {
  /** Of every error, invalid_client among them: a 401 would have to name an HTTP scheme to try. */
  int BAD_REQUEST = 400;

  /** A token of type Bearer. */
  record Issued(String token, Duration lifetime, Set<String> scopes) implements TokenAnswer {
    @Override
    public String toString() {
      return "Issued[***]";
    }
  }

  /** An error of RFC 6749, section 5.2. */
  record Refused(Code code, String words) implements TokenAnswer {}

  /** Too many failures before this one. */
  record HeldUp(Duration pause) implements TokenAnswer {}

  /** The codes of RFC 6749, section 5.2, that can come up here. */
  enum Code {
    INVALID_REQUEST("invalid_request"),
    INVALID_CLIENT("invalid_client"),
    UNSUPPORTED_GRANT_TYPE("unsupported_grant_type"),
    INVALID_SCOPE("invalid_scope");

    private final String text;

    Code(String text) {
      this.text = text;
    }
  }

  /** How it is counted. */
  default Result result() {
    return switch (this) {
      case Issued issued -> Result.ISSUED;
      case Refused refused when refused.code == Code.INVALID_CLIENT -> Result.WRONG_CLIENT;
      case Refused refused -> Result.REFUSED;
      case HeldUp heldUp -> Result.HELD_UP;
    };
  }

  /** Writes it. */
  default void answer(HttpServerResponse response) {
    answer(response, BAD_REQUEST);
  }

  /** Writes it, a refusal with that status. */
  default void answer(HttpServerResponse response, int refusal) {
    JsonObject body =
        switch (this) {
          case Issued(var token, var lifetime, var scopes) -> {
            JsonObject issued =
                new JsonObject()
                    .put("access_token", token)
                    .put("token_type", "Bearer")
                    .put("expires_in", lifetime.toSeconds());
            yield scopes.isEmpty()
                ? issued
                : issued.put("scope", String.join(" ", scopes.stream().sorted().toList()));
          }
          case Refused(var code, var words) -> {
            response.setStatusCode(refusal);
            yield error(code.text, words);
          }
          case HeldUp(var pause) -> {
            response.setStatusCode(429).putHeader("retry-after", "" + (pause.toSeconds() + 1));
            yield error("temporarily_unavailable", "too many wrong secrets; come again later");
          }
        };
    var _ =
        response
            .putHeader("content-type", "application/json")
            .putHeader("cache-control", "no-store")
            .putHeader("pragma", "no-cache")
            .end(body.encode());
  }

  private static JsonObject error(String code, String words) {
    return new JsonObject().put("error", code).put("error_description", words);
  }
}
