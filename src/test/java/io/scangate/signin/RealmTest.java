package io.scangate.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RealmTest {
  private final Realm realm = new Realm("scangate");

  @Test
  void aRequestWithoutATokenIsToldNoError() {
    assertThat(realm.challenge(Fault.MISSING)).isEqualTo("Bearer realm=\"scangate\"");
  }

  @Test
  void aBadTokenIsToldWhy() {
    assertThat(realm.challenge(Fault.EXPIRED))
        .isEqualTo(
            "Bearer realm=\"scangate\", error=\"invalid_token\","
                + " error_description=\"the token has expired\"");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void everyFaultCanStandInAHeader(Fault fault) {
    // RFC 6750, section 3: printable ASCII without quotes and backslashes.
    assertThat(fault.words()).matches("[ !#-\\[\\]-~]+");
    assertThat(realm.challenge(fault)).startsWith("Bearer realm=\"scangate\"");
  }

  @Test
  void aGoodTokenThatIsNotEnoughIsToldWhatIs() {
    assertThat(realm.insufficientScope(List.of("facts:write", "facts:read")))
        .isEqualTo(
            "Bearer realm=\"scangate\", error=\"insufficient_scope\","
                + " scope=\"facts:read facts:write\"");
  }

  @Test
  void aNameWithQuotesIsRefused() {
    assertThatThrownBy(() -> new Realm("a\"b")).isInstanceOf(IllegalArgumentException.class);
  }
}
