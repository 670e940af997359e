package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.upokecenter.cbor.CBORObject;
import io.scangate.health.Division;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both suites give the answer that Wycheproof wants, case by case. */
class WycheproofTest {
  static Stream<CryptoSuite> suites() {
    return Stream.of(CryptoSuite.choose(), CryptoSuite.jdk("for comparison"));
  }

  @ParameterizedTest
  @MethodSource("suites")
  void ed25519(CryptoSuite suite) throws IOException {
    assertThat(run(suite, "ed25519_test.json", Algorithm.EDDSA, "pk")).isGreaterThan(140);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void ecdsaWithSignaturesOfTwoNumbers(CryptoSuite suite) throws IOException {
    assertThat(
            run(suite, "ecdsa_secp256r1_sha256_p1363_test.json", Algorithm.ES256, "uncompressed"))
        .isGreaterThan(250);
  }

  @Test
  void hmac() throws IOException {
    CBORObject file = Vectors.json(Vectors.folder("wycheproof").resolve("hmac_sha256_test.json"));
    int tried = 0;
    for (CBORObject group : file.get("testGroups").getValues()) {
      for (CBORObject test : group.get("tests").getValues()) {
        byte[] tag = hex(test, "tag");
        byte[] key = hex(test, "key");
        byte[] computed =
            EpochCheck.mac(new SecretKeySpec(key, "HmacSHA256")).doFinal(hex(test, "msg"));
        assertThat(Arrays.equals(Arrays.copyOf(computed, tag.length), tag))
            .as("case %s", test.get("tcId"))
            .isEqualTo(isValid(test));
        tried++;
      }
    }
    assertThat(tried).isGreaterThan(150);
  }

  private static int run(CryptoSuite suite, String name, Algorithm algorithm, String keyField)
      throws IOException {
    CBORObject file = Vectors.json(Vectors.folder("wycheproof").resolve(name));
    SignatureChecks checks = new SignatureChecks(suite);
    int tried = 0;
    for (CBORObject group : file.get("testGroups").getValues()) {
      byte[] bytes = hex(group.get("publicKey"), keyField);
      TrustedKey key =
          new TrustedKey(
              new Division("44"), algorithm, EnumSet.of(KeyUse.STATIC), Keys.YEAR, bytes);
      for (CBORObject test : group.get("tests").getValues()) {
        assertThat(verifies(checks, key, hex(test, "msg"), hex(test, "sig")))
            .as("case %s: %s", test.get("tcId"), test.get("comment"))
            .isEqualTo(isValid(test));
        tried++;
      }
    }
    return tried;
  }

  /** The length of a signature is a rule of the layout, before any cryptography. */
  private static boolean verifies(
      SignatureChecks checks, TrustedKey key, byte[] message, byte[] signature) {
    if (signature.length != CodeFormat.SIGNATURE_BYTES) {
      return false;
    }
    byte[] all = Arrays.copyOf(message, message.length + signature.length);
    System.arraycopy(signature, 0, all, message.length, signature.length);
    return checks.verify(key, all, 0, message.length, message.length);
  }

  private static boolean isValid(CBORObject test) {
    return test.get("result").AsString().equals("valid");
  }

  private static byte[] hex(CBORObject map, String key) {
    return HexFormat.of().parseHex(map.get(key).AsString());
  }
}
