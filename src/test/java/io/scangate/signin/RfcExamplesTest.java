package io.scangate.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.jwk.JWK;
import io.scangate.credential.CryptoSuite;
import java.security.Provider;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The signed examples of RFC 7515 (A.2, A.3) and RFC 8037 (A.4), by either provider. */
class RfcExamplesTest {
  private static final String PAYLOAD =
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
          + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

  record Example(String name, Map<String, Object> key, String token) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Example> EXAMPLES =
      List.of(
          new Example(
              "RFC 7515 A.2",
              Map.of(
                  "kty",
                  "RSA",
                  "kid",
                  "1",
                  "n",
                  "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrc"
                      + "S2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo"
                      + "9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2Ca"
                      + "pHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NA"
                      + "co9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
                  "e",
                  "AQAB"),
              "eyJhbGciOiJSUzI1NiJ9."
                  + PAYLOAD
                  + ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_"
                  + "lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO7"
                  + "5vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOk"
                  + "HWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWy"
                  + "wlVmtVrBp0igcN_IoypGlUPQGe77Rw"),
          new Example(
              "RFC 7515 A.3",
              Map.of(
                  "kty",
                  "EC",
                  "kid",
                  "1",
                  "crv",
                  "P-256",
                  "x",
                  "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                  "y",
                  "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
              "eyJhbGciOiJFUzI1NiJ9."
                  + PAYLOAD
                  + ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3"
                  + "-Kg6NU1Q"),
          new Example(
              "RFC 8037 A.4",
              Map.of(
                  "kty",
                  "OKP",
                  "kid",
                  "1",
                  "crv",
                  "Ed25519",
                  "x",
                  "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
              "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-"
                  + "09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"));

  static Stream<Example> examples() {
    return EXAMPLES.stream();
  }

  private static VerificationKey key(Example example, Optional<Provider> provider)
      throws ParseException {
    return VerificationKey.of(JWK.parse(example.key), provider).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExampleIsVerified(Example example) throws ParseException {
    JWSObject token = JWSObject.parse(example.token);
    assertThat(key(example, Optional.empty()).signed(token)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theNativeProviderAgrees(Example example) throws ParseException {
    JWSObject token = JWSObject.parse(example.token);
    assertThat(key(example, CryptoSuite.choose().provider()).signed(token)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aTurnedBitOfTheSignatureIsNoticed(Example example) throws ParseException {
    int at = example.token.lastIndexOf('.') + 10;
    char other = example.token.charAt(at) == 'A' ? 'B' : 'A';
    String turned = example.token.substring(0, at) + other + example.token.substring(at + 1);
    for (Optional<Provider> provider :
        List.of(Optional.<Provider>empty(), CryptoSuite.choose().provider())) {
      assertThat(key(example, provider).signed(JWSObject.parse(turned))).isFalse();
    }
  }
}
