package io.scangate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Division;
import io.scangate.ops.SignInMeters.Result;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a caller, and every way in which it is not. */
class VerifierTest {
  private static final Instant NOW = Instant.parse("2022-03-01T08:00:00Z");
  private static final Duration TOLERANCE = Duration.ofSeconds(30);
  private static final Forge RSA = Forge.rsa("rsa", 2048);
  private static final Forge EC = Forge.p256("ec");
  private static final Forge ED = Forge.ed25519("ed");

  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final AtomicReference<KeySet> keys =
      new AtomicReference<>(Forge.keys(Forge.jwks(RSA, EC, ED)));
  private final CountedSignIns meters = new CountedSignIns();
  private final TokenRules rules =
      TokenRules.of("https://id.example", "intake").requiring("jti").handingOn("phone");
  private final Verifier verifier = verifier(rules);

  private Verifier verifier(TokenRules held) {
    KeySource source =
        new KeySource() {
          @Override
          public Optional<KeySet> current() {
            return Optional.ofNullable(keys.get());
          }

          @Override
          public io.vertx.core.Future<Void> readAgain() {
            return io.vertx.core.Future.succeededFuture();
          }
        };
    return new Verifier(held, source, now::get, meters, 100);
  }

  private static JsonObject claims() {
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

  private Caller check(String token) {
    return verifier.check("Bearer " + token);
  }

  private @Nullable Fault fault(String token) {
    return fault(check(token));
  }

  private static @Nullable Fault fault(Caller caller) {
    return switch (caller) {
      case Caller.Genuine genuine -> null;
      case Caller.Refused(var fault) -> fault;
    };
  }

  @Test
  void everyAlgorithmSaysWhoIsCalling() {
    for (Forge forge : new Forge[] {RSA, EC, ED}) {
      assertThat(check(forge.token(claims())))
          .isEqualTo(
              new Caller.Genuine(
                  new Principal(
                      "lab-1",
                      Optional.of("lab-1"),
                      Set.of("facts:write", "facts:read"),
                      Set.of("laboratory"),
                      Optional.of(new Division("4403")),
                      java.util.Map.of("phone", "12345"),
                      NOW.plusSeconds(600))));
    }
    assertThat(meters.count(Result.GENUINE)).isEqualTo(3);
  }

  @Test
  void theNewerNameOfEd25519IsTakenToo() {
    assertThat(fault(ED.token(ED.header().put("alg", "Ed25519"), claims().encode()))).isNull();
  }

  @Test
  void aTokenIsKnownAgainByItsHash() {
    String token = EC.token(claims());
    Caller first = check(token);
    assertThat(check(token)).isEqualTo(first);
    assertThat(meters.count(Result.REMEMBERED)).isEqualTo(1);
    assertThat(verifier.remembered()).isEqualTo(1);
  }

  @Test
  void aRememberedTokenStillExpires() {
    String token = EC.token(claims());
    assertThat(fault(token)).isNull();
    now.set(NOW.plusSeconds(600).plus(TOLERANCE).minusNanos(1));
    assertThat(fault(token)).isNull();
    now.set(NOW.plusSeconds(600).plus(TOLERANCE));
    assertThat(fault(token)).isEqualTo(Fault.EXPIRED);
    assertThat(verifier.remembered()).isZero();
  }

  @Test
  void aKeyThatWasWithdrawnTakesItsRememberedTokensWithIt() {
    String token = EC.token(claims());
    assertThat(fault(token)).isNull();
    keys.set(Forge.keys(Forge.jwks(RSA)));
    assertThat(fault(token)).isEqualTo(Fault.UNKNOWN_KEY);
  }

  @Test
  void anotherKeyUnderTheSameNameDoesNotVerify() {
    String token = EC.token(claims());
    assertThat(fault(token)).isNull();
    keys.set(Forge.keys(Forge.jwks(Forge.p256("ec"))));
    assertThat(fault(token)).isEqualTo(Fault.BAD_SIGNATURE);
  }

  @Test
  void refusedTokensAreNotRemembered() {
    assertThat(fault(EC.token(claims().put("aud", "other")))).isEqualTo(Fault.WRONG_AUDIENCE);
    assertThat(verifier.remembered()).isZero();
  }

  @Test
  void withoutKeysNobodyIsRefusedAsForged() {
    AtomicReference<@Nullable KeySet> none = new AtomicReference<>(null);
    Verifier early =
        new Verifier(
            rules,
            new KeySource() {
              @Override
              public Optional<KeySet> current() {
                return Optional.ofNullable(none.get());
              }

              @Override
              public io.vertx.core.Future<Void> readAgain() {
                return io.vertx.core.Future.succeededFuture();
              }
            },
            now::get,
            meters,
            100);
    Fault fault = fault(early.check("Bearer " + EC.token(claims())));
    assertThat(fault).isEqualTo(Fault.NO_KEYS);
    assertThat(Fault.NO_KEYS.status()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({"exp,0,EXPIRED,1", "nbf,0,NOT_YET_VALID,-1", "iat,0,NOT_YET_VALID,-1"})
  void aTimeIsHeldToTheNanosecond(String claim, long offset, Fault fault, int beyond) {
    String token = EC.token(claims().put("iat", 0).put(claim, NOW.getEpochSecond() + offset));
    Instant edge = claim.equals("exp") ? NOW.plus(TOLERANCE) : NOW.minus(TOLERANCE).minusNanos(1);
    now.set(edge);
    assertThat(fault(token)).isEqualTo(fault);
    now.set(edge.minusNanos(beyond));
    assertThat(fault(token)).isNull();
  }

  @Test
  void aTimeMayHaveAFraction() {
    String token = EC.token(claims().put("exp", NOW.getEpochSecond() + 0.5));
    now.set(NOW.plus(TOLERANCE).plusMillis(499));
    assertThat(fault(token)).isNull();
    now.set(NOW.plus(TOLERANCE).plusMillis(500));
    assertThat(fault(token)).isEqualTo(Fault.EXPIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "sub", "aud", "exp", "jti"})
  void aRequiredClaimMustBeThere(String claim) {
    JsonObject lacking = claims();
    lacking.remove(claim);
    assertThat(fault(EC.token(lacking))).isEqualTo(Fault.MISSING_CLAIM);
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
    assertThat(fault(EC.token(EC.header(), payload))).isEqualTo(Fault.UNREADABLE_CLAIM);
  }

  @Test
  void anIssuerIsComparedToTheLetter() {
    assertThat(fault(EC.token(claims().put("iss", "https://id.example/"))))
        .isEqualTo(Fault.WRONG_ISSUER);
  }

  @Test
  void anAudienceMayStandAmongOthers() {
    JsonArray both = new JsonArray().add("other").add("intake");
    assertThat(fault(EC.token(claims().put("aud", both)))).isNull();
    assertThat(fault(EC.token(claims().put("aud", "intake other"))))
        .isEqualTo(Fault.WRONG_AUDIENCE);
    assertThat(fault(EC.token(claims().put("aud", new JsonArray()))))
        .isEqualTo(Fault.WRONG_AUDIENCE);
  }

  @Test
  void algNoneIsNoSignedToken() {
    String none =
        Forge.encode(Forge.bytes("{\"alg\":\"none\",\"kid\":\"ec\"}"))
            + "."
            + Forge.encode(Forge.bytes(claims().encode()))
            + ".";
    assertThat(fault(none)).isEqualTo(Fault.MALFORMED);
    assertThat(fault(none + "AAAA")).isEqualTo(Fault.MALFORMED);
  }

  @Test
  void aMacKeyedWithThePublicKeyIsRefused() {
    String document = Forge.jwks(RSA);
    byte[][] secrets = {
      RSA.pair().getPublic().getEncoded(), Forge.bytes(document), Forge.bytes(RSA.jwk().encode())
    };
    for (byte[] secret : secrets) {
      assertThat(fault(RSA.hmacWithPublicKey(claims(), secret))).isEqualTo(Fault.WRONG_ALGORITHM);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "EdDSA", "RS384", "PS256", "HS256", "ES256K", "nonsense"})
  void aTokenDoesNotChooseHowItsKeyIsUsed(String algorithm) {
    String token = RSA.token(RSA.header().put("alg", algorithm), claims().encode());
    assertThat(fault(token)).isEqualTo(Fault.WRONG_ALGORITHM);
  }

  @Test
  void aForgersKeyUnderAKnownNameIsRefused() {
    for (Forge forger :
        new Forge[] {Forge.rsa("rsa", 2048), Forge.p256("ec"), Forge.ed25519("ed")}) {
      assertThat(fault(forger.token(claims()))).isEqualTo(Fault.BAD_SIGNATURE);
    }
  }

  @Test
  void aKeyThatComesWithTheTokenIsNotBelieved() {
    Forge forger = Forge.p256("ec");
    String token =
        forger.token(
            forger.header().put("jwk", forger.jwk()).put("jku", "https://evil.example/jwks"),
            claims().encode());
    assertThat(fault(token)).isEqualTo(Fault.BAD_SIGNATURE);
  }

  @Test
  void changedClaimsAreNoticed() {
    String[] parts = EC.token(claims()).split("\\.", -1);
    String other = Forge.encode(Forge.bytes(claims().put("division", "11").encode()));
    assertThat(fault(parts[0] + "." + other + "." + parts[2])).isEqualTo(Fault.BAD_SIGNATURE);
  }

  @Test
  void signaturesOfZerosAndOfWrongLengthAreRefused() {
    for (Forge forge : new Forge[] {RSA, EC, ED}) {
      String token = forge.token(claims());
      String input = token.substring(0, token.lastIndexOf('.') + 1);
      for (int length : new int[] {1, 63, 64, 65, 96, 256}) {
        assertThat(fault(input + Forge.encode(new byte[length]))).isEqualTo(Fault.BAD_SIGNATURE);
      }
    }
  }

  @Test
  void aKeyIsNamedAndKnown() {
    JsonObject nameless = EC.header();
    nameless.remove("kid");
    assertThat(fault(EC.token(nameless, claims().encode()))).isEqualTo(Fault.UNKNOWN_KEY);
    assertThat(fault(Forge.p256("other").token(claims()))).isEqualTo(Fault.UNKNOWN_KEY);
    assertThat(fault(EC.token(EC.header().put("kid", "k".repeat(300)), claims().encode())))
        .isEqualTo(Fault.UNKNOWN_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt", "x"})
  void aTokenForAnotherPurposeIsRefused(String type) {
    assertThat(fault(EC.token(EC.header().put("typ", type), claims().encode())))
        .isEqualTo(Fault.WRONG_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "AT+JWT", "application/at+jwt"})
  void theUsualTypesAreTaken(String type) {
    assertThat(fault(EC.token(EC.header().put("typ", type), claims().encode()))).isNull();
  }

  @Test
  void aTypeMayBeLeftOut() {
    JsonObject untyped = EC.header();
    untyped.remove("typ");
    assertThat(fault(EC.token(untyped, claims().encode()))).isNull();
  }

  @Test
  void whatIsCriticalMustBeUnderstood() {
    JsonObject header = EC.header().put("crit", new JsonArray().add("exp")).put("exp", 1);
    assertThat(fault(EC.token(header, claims().encode()))).isEqualTo(Fault.MALFORMED);
    JsonObject bare = EC.header().put("crit", new JsonArray().add("b64")).put("b64", false);
    assertThat(fault(EC.token(bare, claims().encode()))).isEqualTo(Fault.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "1", "", "null", "{", "{\"iss\":1,\"iss\":2}"})
  void aPayloadIsAJsonObject(String payload) {
    assertThat(fault(EC.token(EC.header(), payload))).isEqualTo(Fault.MALFORMED);
  }

  @Test
  void deepNestingIsNoWayIn() {
    String deep = "{\"iss\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}";
    assertThat(fault(EC.token(EC.header(), deep))).isIn(Fault.MALFORMED, Fault.TOO_LARGE);
  }

  @Test
  void theHeaderIsReadAsRfc6750Writes() {
    String token = EC.token(claims());
    assertThat(fault(verifier.check(null))).isEqualTo(Fault.MISSING);
    assertThat(fault(verifier.check(""))).isEqualTo(Fault.MISSING);
    assertThat(fault(verifier.check("Basic abc"))).isEqualTo(Fault.MISSING);
    assertThat(fault(verifier.check("Bearer"))).isEqualTo(Fault.MISSING);
    assertThat(fault(verifier.check("Bearertoken"))).isEqualTo(Fault.MISSING);
    assertThat(fault(verifier.check("Bearer "))).isEqualTo(Fault.MALFORMED);
    assertThat(fault(verifier.check("bearer " + token))).isNull();
    assertThat(fault(verifier.check("Bearer " + token + " "))).isEqualTo(Fault.MALFORMED);
    assertThat(fault(verifier.check("Bearer " + token + "=="))).isEqualTo(Fault.MALFORMED);
    assertThat(fault(verifier.check("Bearer " + token + ".a.b"))).isEqualTo(Fault.MALFORMED);
    assertThat(meters.total()).isEqualTo(10);
  }

  @Test
  void aTokenOfAMegabyteCostsNothing() {
    assertThat(fault("a".repeat(1 << 20))).isEqualTo(Fault.TOO_LARGE);
    String largest = "a".repeat(Verifier.MOST_CHARS - 4) + ".b.c";
    assertThat(fault(largest)).isEqualTo(Fault.MALFORMED);
    assertThat(fault(largest + "d")).isEqualTo(Fault.TOO_LARGE);
  }

  @Test
  void claimsMayStandElsewhere() {
    Verifier keycloak =
        verifier(
            rules.named(
                new ClaimNames(
                    "realm_access.roles",
                    "https://city.example/division",
                    "scp",
                    java.util.List.of("azp"))));
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
    Caller caller = check(EC.token(claims().put("sub", "440301199001011234").put("phone", "138")));
    assertThat(caller.toString()).doesNotContain("440301199001011234").doesNotContain("138");
  }

  @Test
  void tenThousandRandomHeadersNeverThrow() {
    Random random = new Random(7);
    String[] parts = EC.token(claims()).split("\\.", -1);
    for (int i = 0; i < 10_000; i++) {
      String text =
          switch (i % 4) {
            case 0 -> random(random, random.nextInt(200), 0x10000);
            case 1 -> "Bearer " + random(random, random.nextInt(200), 128);
            case 2 ->
                "Bearer "
                    + Forge.encode(Forge.bytes(random(random, random.nextInt(60), 128)))
                    + "."
                    + parts[1]
                    + "."
                    + parts[2];
            default -> "Bearer " + turned(random, String.join(".", parts));
          };
      assertThat(verifier.check(text)).isInstanceOf(Caller.Refused.class);
    }
    assertThat(meters.total()).isEqualTo(10_000);
  }

  private static String random(Random random, int length, int bound) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(bound));
    }
    return text.toString();
  }

  /** A character of the token made another one; the last has bits that mean nothing. */
  private static String turned(Random random, String token) {
    int at = random.nextInt(token.length() - 1);
    char other = token.charAt(at) == 'A' ? 'B' : 'A';
    return token.substring(0, at) + other + token.substring(at + 1);
  }
}
