package io.scangate.signin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An intake that sources sign in to, with its issuer's keys and a clock that a test sets. */
final class Desk {
  static final Instant NOW = Instant.parse("2022-03-01T08:00:00Z");
  static final Duration TOLERANCE = Duration.ofSeconds(30);
  static final Forge RSA = Forge.rsa("rsa", 2048);
  static final Forge EC = Forge.p256("ec");
  static final Forge ED = Forge.ed25519("ed");

  final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  final AtomicReference<@Nullable KeySet> keys =
      new AtomicReference<>(Forge.keys(Forge.jwks(RSA, EC, ED)));
  final CountedSignIns meters = new CountedSignIns();
  final TokenRules rules =
      TokenRules.of("https://id.example", "intake").requiring("jti").handingOn("phone");
  final Verifier verifier = verifier(rules);

  /** Another verifier with the same keys and clock. */
  Verifier verifier(TokenRules others) {
    KeySource source =
        new KeySource() {
          @Override
          public Optional<KeySet> current() {
            return Optional.ofNullable(keys.get());
          }

          @Override
          public Future<Void> readAgain() {
            return Future.succeededFuture();
          }
        };
    return new Verifier(others, source, now::get, meters, 100);
  }

  /** What an honest token says. */
  static JsonObject claims() {
    return new JsonObject()
        .put("iss", "https://id.example")
        .put("sub", "lab-1")
        .put("aud", "intake")
        .put("iat", NOW.getEpochSecond())
        .put("exp", NOW.getEpochSecond() + 600)
        .put("jti", "1")
        .put("client_id", "lab-1")
        .put("scope", "facts:write facts:read")
        .put("roles", new JsonArray().add("laboratory"))
        .put("division", "4403")
        .put("phone", 12345);
  }

  Caller check(String token) {
    return verifier.check("Bearer " + token);
  }

  /** Why a token is refused; null where it is not. */
  @Nullable Fault fault(String token) {
    return fault(check(token));
  }

  static @Nullable Fault fault(Caller caller) {
    return switch (caller) {
      case Caller.Genuine genuine -> null;
      case Caller.Refused(var fault) -> fault;
    };
  }
}
