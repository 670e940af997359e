package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.health.Division;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignedRootTest {
  private static final Instant AT = Instant.parse("2022-03-01T08:00:03.000007Z");
  private static final CryptoSuite SUITE = CryptoSuite.choose();
  private static final LedgerRoot ROOT =
      new LedgerRoot(
          AT,
          List.of(
              new LedgerRoot.Head(0, 17, AT.minusSeconds(1), "0a".repeat(32)),
              new LedgerRoot.Head(1, 1L << 40, AT, "ff".repeat(32))));

  private static SigningKey key(Algorithm algorithm, KeyUse use) {
    return SigningKey.generate(
        new Division("4403"),
        algorithm,
        Set.of(use),
        new Validity(AT.getEpochSecond() - 60, AT.getEpochSecond() + 60));
  }

  private static RootCheck check(byte[] signed, SigningKey key) {
    return SignedRoot.verify(signed, List.of(key.trusted()), SUITE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"EDDSA", "ES256"})
  void whatWasSignedIsReadAgain(Algorithm algorithm) {
    SigningKey key = key(algorithm, KeyUse.LISTS);
    byte[] signed = SignedRoot.issue(key, SUITE, ROOT);
    assertThat(check(signed, key)).isEqualTo(new RootCheck.Verified(ROOT));
    assertThat(SignedRoot.read(signed)).contains(ROOT);
  }

  @Test
  void anotherKeyIsNotBelieved() {
    byte[] signed = SignedRoot.issue(key(Algorithm.EDDSA, KeyUse.LISTS), SUITE, ROOT);
    assertThat(check(signed, key(Algorithm.EDDSA, KeyUse.LISTS)))
        .isEqualTo(new RootCheck.Refused(RootCheck.Refusal.UNKNOWN_KEY));
  }

  @Test
  void everyBytePlaysItsPart() {
    SigningKey key = key(Algorithm.EDDSA, KeyUse.LISTS);
    byte[] signed = SignedRoot.issue(key, SUITE, ROOT);
    for (int i = 0; i < signed.length; i++) {
      byte[] other = signed.clone();
      other[i] ^= 1;
      assertThat(check(other, key)).as("byte %d", i).isInstanceOf(RootCheck.Refused.class);
    }
  }

  @Test
  void aKeyForCodesOrOutOfItsTimeDoesNotSign() {
    SigningKey codes = key(Algorithm.EDDSA, KeyUse.STATIC);
    assertThatThrownBy(() -> SignedRoot.issue(codes, SUITE, ROOT))
        .isInstanceOf(IllegalArgumentException.class);
    SigningKey lists = key(Algorithm.EDDSA, KeyUse.LISTS);
    LedgerRoot late = new LedgerRoot(AT.plusSeconds(60), ROOT.heads());
    assertThatThrownBy(() -> SignedRoot.issue(lists, SUITE, late))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aListIsNoRootAndARootIsNoList() {
    SigningKey key = key(Algorithm.EDDSA, KeyUse.LISTS);
    byte[] list =
        SignedList.issue(key, SUITE, "scangate-root", 1, AT.getEpochSecond(), new byte[32]);
    assertThat(check(list, key)).isEqualTo(new RootCheck.Refused(RootCheck.Refusal.MALFORMED));
    byte[] root = SignedRoot.issue(key, SUITE, ROOT);
    assertThat(SignedList.verify(root, "scangate-root", List.of(key.trusted()), SUITE))
        .isEqualTo(new ListCheck.Refused(ListCheck.Refusal.MALFORMED));
  }
}
