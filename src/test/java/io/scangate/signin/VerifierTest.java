package io.scangate.signin;

import static io.scangate.signin.Desk.EC;
import static io.scangate.signin.Desk.ED;
import static io.scangate.signin.Desk.NOW;
import static io.scangate.signin.Desk.RSA;
import static io.scangate.signin.Desk.TOLERANCE;
import static io.scangate.signin.Desk.claims;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Division;
import io.scangate.ops.SignInMeters.Result;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a caller, and what an authentic token lacks to be taken. */
class VerifierTest {
  private final Desk desk = new Desk();

  @Test
  void everyAlgorithmSaysWhoIsCalling() {
    for (Forge forge : new Forge[] {RSA, EC, ED}) {
      assertThat(desk.check(forge.token(claims())))
          .isEqualTo(
              new Caller.Genuine(
                  new Principal(
                      "lab-1",
                      Optional.of("lab-1"),
                      Set.of("facts:write", "facts:read"),
                      Set.of("laboratory"),
                      Optional.of(new Division("4403")),
                      Map.of("phone", "12345"),
                      NOW.plusSeconds(600))));
    }
    assertThat(desk.meters.count(Result.GENUINE)).isEqualTo(3);
  }

  @Test
  void theNewerNameOfEd25519IsTakenToo() {
    assertThat(desk.fault(ED.token(ED.header().put("alg", "Ed25519"), claims().encode()))).isNull();
  }

  @Test
  void aTokenIsKnownAgainByItsHash() {
    String token = EC.token(claims());
    Caller first = desk.check(token);
    assertThat(desk.check(token)).isEqualTo(first);
    assertThat(desk.meters.count(Result.REMEMBERED)).isEqualTo(1);
    assertThat(desk.verifier.remembered()).isEqualTo(1);
  }

  @Test
  void aRememberedTokenStillExpires() {
    String token = EC.token(claims());
    assertThat(desk.fault(token)).isNull();
    desk.now.set(NOW.plusSeconds(600).plus(TOLERANCE).minusNanos(1));
    assertThat(desk.fault(token)).isNull();
    desk.now.set(NOW.plusSeconds(600).plus(TOLERANCE));
    assertThat(desk.fault(token)).isEqualTo(Fault.EXPIRED);
    assertThat(desk.verifier.remembered()).isZero();
  }

  @Test
  void aKeyThatWasWithdrawnTakesItsRememberedTokensWithIt() {
    String token = EC.token(claims());
    assertThat(desk.fault(token)).isNull();
    desk.keys.set(Forge.keys(Forge.jwks(RSA)));
    assertThat(desk.fault(token)).isEqualTo(Fault.UNKNOWN_KEY);
  }

  @Test
  void anotherKeyUnderTheSameNameDoesNotVerify() {
    String token = EC.token(claims());
    assertThat(desk.fault(token)).isNull();
    desk.keys.set(Forge.keys(Forge.jwks(Forge.p256("ec"))));
    assertThat(desk.fault(token)).isEqualTo(Fault.BAD_SIGNATURE);
  }

  @Test
  void refusedTokensAreNotRemembered() {
    assertThat(desk.fault(EC.token(claims().put("aud", "other")))).isEqualTo(Fault.WRONG_AUDIENCE);
    assertThat(desk.verifier.remembered()).isZero();
  }

  @Test
  void withoutKeysNobodyIsRefusedAsForged() {
    desk.keys.set(null);
    assertThat(desk.fault(EC.token(claims()))).isEqualTo(Fault.NO_KEYS);
    assertThat(Fault.NO_KEYS.status()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({"exp,0,EXPIRED,1", "nbf,0,NOT_YET_VALID,-1", "iat,0,NOT_YET_VALID,-1"})
  void aTimeIsHeldToTheNanosecond(String claim, long offset, Fault fault, int beyond) {
    String token = EC.token(claims().put("iat", 0).put(claim, NOW.getEpochSecond() + offset));
    Instant edge = claim.equals("exp") ? NOW.plus(TOLERANCE) : NOW.minus(TOLERANCE).minusNanos(1);
    desk.now.set(edge);
    assertThat(desk.fault(token)).isEqualTo(fault);
    desk.now.set(edge.minusNanos(beyond));
    assertThat(desk.fault(token)).isNull();
  }

  @Test
  void aTimeMayHaveAFraction() {
    String token = EC.token(claims().put("exp", NOW.getEpochSecond() + 0.5));
    desk.now.set(NOW.plus(TOLERANCE).plusMillis(499));
    assertThat(desk.fault(token)).isNull();
    desk.now.set(NOW.plus(TOLERANCE).plusMillis(500));
    assertThat(desk.fault(token)).isEqualTo(Fault.EXPIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "exp", "jti"})
  void aRequiredClaimMustBeThere(String claim) {
    JsonObject lacking = claims();
    lacking.remove(claim);
    assertThat(desk.fault(EC.token(lacking))).isEqualTo(Fault.MISSING_CLAIM);
  }

  @ParameterizedTest
  @CsvSource({
    "iss,[]",
    "sub,7",
    "sub,' '",
    "aud,{}",
    "aud,[1]",
    "exp,\"soon\"",
    "exp,-1",
    "exp,1e300",
    "nbf,[]",
    "iat,true",
    "roles,7",
    "roles,[1]",
    "scope,{}",
    "division,4403",
    "division,\"44031\"",
    "division,\"x\"",
    "client_id,[]",
    "phone,[]"
  })
  void aClaimOfAnotherTypeIsRefused(String claim, String json) {
    String payload =
        claims().put(claim, "@@").encode().replace("\"@@\"", json.equals(" ") ? "\" \"" : json);
    assertThat(desk.fault(EC.token(EC.header(), payload))).isEqualTo(Fault.UNREADABLE_CLAIM);
  }

  @Test
  void anIssuerIsComparedToTheLetter() {
    assertThat(desk.fault(EC.token(claims().put("iss", "https://id.example/"))))
        .isEqualTo(Fault.WRONG_ISSUER);
  }

  @Test
  void anAudienceMayStandAmongOthers() {
    JsonArray both = new JsonArray().add("other").add("intake");
    assertThat(desk.fault(EC.token(claims().put("aud", both)))).isNull();
    assertThat(desk.fault(EC.token(claims().put("aud", "intake other"))))
        .isEqualTo(Fault.WRONG_AUDIENCE);
    assertThat(desk.fault(EC.token(claims().put("aud", new JsonArray()))))
        .isEqualTo(Fault.WRONG_AUDIENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "AT+JWT", "application/at+jwt"})
  void theUsualTypesAreTaken(String type) {
    assertThat(desk.fault(EC.token(EC.header().put("typ", type), claims().encode()))).isNull();
  }

  @Test
  void aTypeMayBeLeftOut() {
    JsonObject untyped = EC.header();
    untyped.remove("typ");
    assertThat(desk.fault(EC.token(untyped, claims().encode()))).isNull();
  }

  @Test
  void theHeaderIsReadAsRfc6750Writes() {
    String token = EC.token(claims());
    assertThat(Desk.fault(desk.verifier.check(null))).isEqualTo(Fault.MISSING);
    assertThat(Desk.fault(desk.verifier.check(""))).isEqualTo(Fault.MISSING);
    assertThat(Desk.fault(desk.verifier.check("Basic abc"))).isEqualTo(Fault.MISSING);
    assertThat(Desk.fault(desk.verifier.check("Bearer"))).isEqualTo(Fault.MISSING);
    assertThat(Desk.fault(desk.verifier.check("Bearertoken"))).isEqualTo(Fault.MISSING);
    assertThat(Desk.fault(desk.verifier.check("Bearer "))).isEqualTo(Fault.MALFORMED);
    assertThat(Desk.fault(desk.verifier.check("bearer " + token))).isNull();
    assertThat(Desk.fault(desk.verifier.check("Bearer " + token + " "))).isEqualTo(Fault.MALFORMED);
    assertThat(Desk.fault(desk.verifier.check("Bearer " + token + "==")))
        .isEqualTo(Fault.MALFORMED);
    assertThat(Desk.fault(desk.verifier.check("Bearer " + token + ".a.b")))
        .isEqualTo(Fault.MALFORMED);
    assertThat(desk.meters.total()).isEqualTo(10);
  }

  @Test
  void claimsMayStandElsewhere() {
    Verifier keycloak =
        desk.verifier(
            desk.rules.named(
                new ClaimNames(
                    "realm_access.roles", "https://city.example/division", "scp", List.of("azp"))));
    JsonObject nested = new JsonObject().put("roles", new JsonArray().add("auditor"));
    Caller caller =
        keycloak.check(
            "Bearer "
                + EC.token(
                    claims()
                        .put("realm_access", nested)
                        .put("https://city.example/division", "110101")
                        .put("scp", new JsonArray().add("read"))
                        .put("azp", "portal")));
    assertThat(caller)
        .isInstanceOfSatisfying(
            Caller.Genuine.class,
            genuine -> {
              Principal principal = genuine.principal();
              assertThat(principal.roles()).containsExactly("auditor");
              assertThat(principal.division()).contains(new Division("110101"));
              assertThat(principal.scopes()).containsExactly("read");
              assertThat(principal.client()).contains("portal");
            });
  }

  @Test
  void aPrincipalDoesNotPrintWhoItIs() {
    Caller caller =
        desk.check(EC.token(claims().put("sub", "440301199001011234").put("phone", "138")));
    assertThat(caller.toString()).doesNotContain("440301199001011234").doesNotContain("138");
  }
}
