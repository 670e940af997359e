package io.scangate.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.config.ConfigException;
import io.scangate.config.ConfigFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInSettingsTest {
  private static SignInSettings read(String text) {
    return SignInSettings.read(ConfigFile.parse("a.yaml", text));
  }

  @Test
  void whatIsLeftOutHasItsDefault() {
    SignInSettings read =
        read(
            """
            issuer: https://id.example
            audience: intake
            keys: https://id.example/jwks
            """);
    assertThat(read.rules()).isEqualTo(TokenRules.of("https://id.example", "intake"));
    assertThat(read.keys()).isEqualTo(KeySettings.of(KeyLocation.of("https://id.example/jwks")));
    assertThat(read.remembered()).isEqualTo(Verifier.REMEMBERED);
  }

  @Test
  void everythingCanBeSet() {
    SignInSettings read =
        read(
            """
            issuer: https://id.example
            audience: [intake, staff]
            keys: /etc/scangate/jwks.json
            trust: /etc/scangate/ca.pem
            refresh: PT1M
            asking: PT30S
            tolerance: PT5S
            required: [jti]
            extra: [phone]
            claims: {roles: groups, division: area, scope: scp, client: [azp]}
            remembered: 500
            """);
    assertThat(read.rules().audiences()).containsExactlyInAnyOrder("intake", "staff");
    assertThat(read.rules().tolerance()).isEqualTo(Duration.ofSeconds(5));
    assertThat(read.rules().required()).containsExactly("jti");
    assertThat(read.rules().extra()).containsExactly("phone");
    assertThat(read.rules().names())
        .isEqualTo(new ClaimNames("groups", "area", "scp", List.of("azp")));
    assertThat(read.keys().location())
        .isEqualTo(new KeyLocation.InFile(Path.of("/etc/scangate/jwks.json")));
    assertThat(read.keys().trust()).isEqualTo(Optional.of(Path.of("/etc/scangate/ca.pem")));
    assertThat(read.keys().refresh()).isEqualTo(Duration.ofMinutes(1));
    assertThat(read.keys().asking()).isEqualTo(Duration.ofSeconds(30));
    assertThat(read.remembered()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issuer: id",
        "audience: []",
        "tolerance: PT6M",
        "refresh: PT0.5S",
        "keys: ''",
        "keys: http://id.example/jwks",
        "keys: https://user:pw@id.example/jwks",
        "keys: 'https:///jwks'",
        "remembered: -1",
        "claims: {role: x}",
        "secret: x"
      })
  void whatCannotBeMeantIsRefusedWithItsPlace(String line) {
    String key = line.substring(0, line.indexOf(':'));
    StringBuilder text = new StringBuilder(line + "\n");
    for (String plain :
        List.of("issuer: https://id.example", "audience: a", "keys: https://id.example/jwks")) {
      if (!plain.startsWith(key + ":")) {
        text.append(plain).append('\n');
      }
    }
    assertThatThrownBy(() -> read(text.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("a.yaml:1: " + key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8082/jwks",
        "http://localhost/jwks",
        "http://[::1]:80/jwks",
        "https://id.example/jwks"
      })
  void plainHttpIsForThisHostOnly(String address) {
    assertThat(KeyLocation.of(address)).isInstanceOf(KeyLocation.AtAddress.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1.example/jwks", "http://localhost.example/", "http://10.0.0.1/"})
  void whatOnlyLooksLikeThisHostIsNot(String address) {
    assertThatThrownBy(() -> KeyLocation.of(address)).isInstanceOf(IllegalArgumentException.class);
  }
}
