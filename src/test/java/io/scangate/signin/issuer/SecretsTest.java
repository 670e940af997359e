package io.scangate.signin.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.config.ConfigException;
import io.scangate.config.ConfigFile;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final ClientSecret secret = ClientSecret.fresh(RANDOM);
  private final SecretHash hash = SecretHash.of(secret, RANDOM);

  @Test
  void aHashKnowsItsSecretAndNoOther() {
    assertThat(hash.isOf(secret.reveal())).isTrue();
    assertThat(hash.isOf(secret.reveal() + "A")).isFalse();
    assertThat(hash.isOf("")).isFalse();
    assertThat(SecretHash.read(hash.text()).isOf(secret.reveal())).isTrue();
  }

  @Test
  void oneSecretHasManyHashes() {
    assertThat(SecretHash.of(secret, RANDOM).text()).isNotEqualTo(hash.text());
  }

  @Test
  void nobodyHasASecret() {
    assertThat(SecretHash.ofNobody(RANDOM).isOf("")).isFalse();
  }

  @Test
  void aSecretIsLongAndDoesNotPrintItself() {
    assertThat(secret.reveal()).hasSize(43);
    assertThat(secret.toString()).isEqualTo("***");
    assertThat(hash.toString()).doesNotContain(hash.text().substring(8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "sha256", "sha256::", "md5:AAAA:AAAA", "sha256:!:!", "sha256:AAAA:AAAA"})
  void whatIsNoHashIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> SecretHash.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a hash of a secret is sha256:SALT:HASH in Base64url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a\n"})
  void aClientIsAWord(String client) {
    assertThatThrownBy(
            () -> new Account(client, hash, Set.of("a"), Set.of(), Set.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClientStandsOnce() {
    String entry = "{client: a, audiences: [x], secret: '" + hash.text() + "'}";
    assertThatThrownBy(
            () ->
                Accounts.read(
                    ConfigFile.parse("a.yaml", "accounts: [" + entry + ", " + entry + "]"), RANDOM))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:8082/", "http://a/b", "http://a?x", "urn:x"})
  void anIssuerIsAnAddressWithoutAPath(String url) {
    assertThatThrownBy(() -> IssuerSettings.of(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
