package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Numbers and words that others rely on and that must never change. */
class WordsTest {
  @Test
  void faults() {
    assertThat(Arrays.stream(Fault.values()).map(fault -> fault.wire() + " " + fault.text()))
        .containsExactly(
            "1 not-a-code",
            "2 malformed",
            "3 unknown-issuer",
            "4 unknown-key",
            "5 bad-signature",
            "6 expired",
            "7 not-yet-valid");
  }

  @Test
  void kinds() {
    assertThat(Arrays.stream(Kind.values()).map(kind -> kind.wire() + " " + kind.text()))
        .containsExactly("1 phone", "2 paper", "3 recognition", "4 offline");
    for (Kind kind : Kind.values()) {
      assertThat(Kind.ofWire(kind.wire())).isSameAs(kind);
    }
    assertThat(Kind.ofWire(5)).isNull();
  }

  @Test
  void algorithmsAndUses() {
    assertThat(Arrays.stream(Algorithm.values()).map(each -> each.wire() + " " + each.text()))
        .containsExactly("4 HMAC 256/64", "-7 ES256", "-8 EdDSA");
    assertThat(Arrays.stream(KeyUse.values()).map(use -> use.wire() + " " + use.text()))
        .containsExactly("1 static", "2 lists");
  }
}
