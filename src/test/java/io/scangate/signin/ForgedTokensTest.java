package io.scangate.signin;

import static io.scangate.signin.Desk.EC;
import static io.scangate.signin.Desk.ED;
import static io.scangate.signin.Desk.RSA;
import static io.scangate.signin.Desk.claims;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a token is not authentic, or no token at all. */
class ForgedTokensTest {
  private final Desk desk = new Desk();

  @Test
  void algNoneIsNoSignedToken() {
    String none =
        Forge.encode(Forge.bytes("{\"alg\":\"none\",\"kid\":\"ec\"}"))
            + "."
            + Forge.encode(Forge.bytes(claims().encode()))
            + ".";
    assertThat(desk.fault(none)).isEqualTo(Fault.MALFORMED);
    assertThat(desk.fault(none + "AAAA")).isEqualTo(Fault.MALFORMED);
  }

  @Test
  void aMacKeyedWithThePublicKeyIsRefused() {
    String document = Forge.jwks(RSA);
    byte[][] secrets = {
      RSA.pair().getPublic().getEncoded(), Forge.bytes(document), Forge.bytes(RSA.jwk().encode())
    };
    for (byte[] secret : secrets) {
      assertThat(desk.fault(RSA.hmacWithPublicKey(claims(), secret)))
          .isEqualTo(Fault.WRONG_ALGORITHM);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "EdDSA", "RS384", "PS256", "HS256", "ES256K", "nonsense"})
  void aTokenDoesNotChooseHowItsKeyIsUsed(String algorithm) {
    String token = RSA.token(RSA.header().put("alg", algorithm), claims().encode());
    assertThat(desk.fault(token)).isEqualTo(Fault.WRONG_ALGORITHM);
  }

  @Test
  void aForgersKeyUnderAKnownNameIsRefused() {
    for (Forge forger :
        new Forge[] {Forge.rsa("rsa", 2048), Forge.p256("ec"), Forge.ed25519("ed")}) {
      assertThat(desk.fault(forger.token(claims()))).isEqualTo(Fault.BAD_SIGNATURE);
    }
  }

  @Test
  void aKeyThatComesWithTheTokenIsNotBelieved() {
    Forge forger = Forge.p256("ec");
    String token =
        forger.token(
            forger.header().put("jwk", forger.jwk()).put("jku", "https://evil.example/jwks"),
            claims().encode());
    assertThat(desk.fault(token)).isEqualTo(Fault.BAD_SIGNATURE);
  }

  @Test
  void changedClaimsAreNoticed() {
    String[] parts = EC.token(claims()).split("\\.", -1);
    String other = Forge.encode(Forge.bytes(claims().put("division", "11").encode()));
    assertThat(desk.fault(parts[0] + "." + other + "." + parts[2])).isEqualTo(Fault.BAD_SIGNATURE);
  }

  @Test
  void signaturesOfZerosAndOfWrongLengthAreRefused() {
    for (Forge forge : new Forge[] {RSA, EC, ED}) {
      String token = forge.token(claims());
      String input = token.substring(0, token.lastIndexOf('.') + 1);
      for (int length : new int[] {1, 63, 64, 65, 96, 256}) {
        assertThat(desk.fault(input + Forge.encode(new byte[length])))
            .isEqualTo(Fault.BAD_SIGNATURE);
      }
    }
  }

  @Test
  void aKeyIsNamedAndKnown() {
    JsonObject nameless = EC.header();
    nameless.remove("kid");
    assertThat(desk.fault(EC.token(nameless, claims().encode()))).isEqualTo(Fault.UNKNOWN_KEY);
    assertThat(desk.fault(Forge.p256("other").token(claims()))).isEqualTo(Fault.UNKNOWN_KEY);
    assertThat(desk.fault(EC.token(EC.header().put("kid", "k".repeat(300)), claims().encode())))
        .isEqualTo(Fault.UNKNOWN_KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt", "x"})
  void aTokenForAnotherPurposeIsRefused(String type) {
    assertThat(desk.fault(EC.token(EC.header().put("typ", type), claims().encode())))
        .isEqualTo(Fault.WRONG_TYPE);
  }

  @Test
  void whatIsCriticalMustBeUnderstood() {
    JsonObject header = EC.header().put("crit", new JsonArray().add("exp")).put("exp", 1);
    assertThat(desk.fault(EC.token(header, claims().encode()))).isEqualTo(Fault.MALFORMED);
    JsonObject bare = EC.header().put("crit", new JsonArray().add("b64")).put("b64", false);
    assertThat(desk.fault(EC.token(bare, claims().encode()))).isEqualTo(Fault.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "1", "", "null", "{", "{\"iss\":1,\"iss\":2}"})
  void aPayloadIsAJsonObject(String payload) {
    assertThat(desk.fault(EC.token(EC.header(), payload))).isEqualTo(Fault.MALFORMED);
  }

  @Test
  void deepNestingIsNoWayIn() {
    String deep = "{\"iss\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}";
    assertThat(desk.fault(EC.token(EC.header(), deep))).isIn(Fault.MALFORMED, Fault.TOO_LARGE);
  }

  @Test
  void aTokenOfAMegabyteCostsNothing() {
    assertThat(desk.fault("a".repeat(1 << 20))).isEqualTo(Fault.TOO_LARGE);
    String largest = "a".repeat(Verifier.MOST_CHARS - 4) + ".b.c";
    assertThat(desk.fault(largest)).isEqualTo(Fault.MALFORMED);
    assertThat(desk.fault(largest + "d")).isEqualTo(Fault.TOO_LARGE);
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
      assertThat(desk.verifier.check(text)).isInstanceOf(Caller.Refused.class);
    }
    assertThat(desk.meters.total()).isEqualTo(10_000);
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
