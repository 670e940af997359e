package io.scangate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.signin.KeySet.Reading;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySetTest {
  private static final Forge EC = Forge.p256("ec");

  private static Reading read(String document) {
    return KeySet.read(Forge.bytes(document), Optional.empty());
  }

  private static void assertUnreadable(String document) {
    assertThat(read(document)).isInstanceOf(Reading.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "[]", "{}", "{\"keys\":7}", "{\"keys\":[]}", "{\"keys\":[7]}"})
  void whatIsNoKeySetIsRefused(String document) {
    assertUnreadable(document);
  }

  @Test
  void keysThatAreNotForUsArePassedOver() {
    JsonObject secret = new JsonObject().put("kty", "oct").put("kid", "s").put("k", "AAAA");
    JsonObject strange = new JsonObject().put("kty", "PQC").put("kid", "q");
    JsonObject encrypting = Forge.p256("enc").jwk().put("use", "enc");
    JsonObject nameless = Forge.p256("x").jwk();
    nameless.remove("kid");
    JsonObject otherwise = Forge.p256("alg").jwk().put("alg", "ES384");
    JsonObject offCurve = Forge.p256("off").jwk().put("x", "AAAA");
    JsonObject short25519 = Forge.ed25519("short").jwk().put("x", "AAAA");
    String others =
        Forge.jwks(
            secret,
            strange,
            encrypting,
            nameless,
            otherwise,
            offCurve,
            short25519,
            Forge.rsa("weak", 1024).jwk());
    assertUnreadable(others);
    String all =
        Forge.jwks(
            secret, strange, encrypting, nameless, otherwise, offCurve, short25519, EC.jwk());
    assertThat(Forge.keys(all).size()).isEqualTo(1);
  }

  @Test
  void anExponentOfOneIsNoKey() {
    assertUnreadable(Forge.jwks(Forge.rsa("r", 2048).jwk().put("e", "AQ")));
  }

  @Test
  void twoKeysOfOneNameAreRefused() {
    assertUnreadable(Forge.jwks(EC, Forge.p256("ec")));
  }

  @Test
  void tooManyKeysAreRefused() {
    JsonObject[] keys =
        IntStream.rangeClosed(0, KeySet.MOST_KEYS)
            .mapToObj(i -> EC.jwk().put("kid", "k" + i))
            .toArray(JsonObject[]::new);
    assertUnreadable(Forge.jwks(keys));
  }

  @Test
  void setsAreTheSameByTheirNumbersAndNames() {
    KeySet keys = Forge.keys(Forge.jwks(EC));
    assertThat(keys.isSameAs(Forge.keys(Forge.jwks(EC)))).isTrue();
    assertThat(keys.isSameAs(Forge.keys(Forge.jwks(Forge.p256("ec"))))).isFalse();
    assertThat(keys.isSameAs(Forge.keys(Forge.jwks(EC.jwk().put("kid", "e2"))))).isFalse();
  }

  @Test
  void randomChangesOfADocumentNeverThrow() {
    Random random = new Random(11);
    byte[] document = Forge.bytes(Forge.jwks(EC, Forge.ed25519("ed")));
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = document.clone();
      for (int turns = 0; turns <= random.nextInt(4); turns++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      assertThat(KeySet.read(changed, Optional.empty())).isNotNull();
    }
  }
}
