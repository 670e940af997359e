package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.health.Division;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignedTransferTest {
  private static final Instant AT = Instant.parse("2022-03-21T01:00:03.000007Z");
  private static final CryptoSuite SUITE = CryptoSuite.choose();
  private static final TransferSheet SHEET =
      new TransferSheet(
          new Division("440305"),
          LocalDate.of(2022, 3, 20),
          7,
          "0a".repeat(32),
          AT,
          "d284",
          List.of(
              new TransferSheet.Entry(
                  -1L,
                  "isolation released",
                  "home",
                  AT.minusSeconds(60),
                  "community 440305001001",
                  "form-12"),
              new TransferSheet.Entry(5L, "correction", "screening:family-plan", AT, "x", "")));

  private static SigningKey key(Algorithm algorithm, KeyUse use) {
    return SigningKey.generate(
        new Division("4403"),
        algorithm,
        Set.of(use),
        new Validity(AT.getEpochSecond() - 60, AT.getEpochSecond() + 60));
  }

  private static TransferCheck check(byte[] signed, SigningKey key) {
    return SignedTransfer.verify(signed, List.of(key.trusted()), SUITE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"EDDSA", "ES256"})
  void whatWasSignedIsReadAgain(Algorithm algorithm) {
    SigningKey key = key(algorithm, KeyUse.LISTS);
    byte[] signed = SignedTransfer.issue(key, SUITE, SHEET);
    assertThat(check(signed, key)).isEqualTo(new TransferCheck.Verified(SHEET));
  }

  @Test
  void anotherKeyIsNotBelieved() {
    byte[] signed = SignedTransfer.issue(key(Algorithm.EDDSA, KeyUse.LISTS), SUITE, SHEET);
    assertThat(check(signed, key(Algorithm.EDDSA, KeyUse.LISTS)))
        .isEqualTo(new TransferCheck.Refused(TransferCheck.Refusal.UNKNOWN_KEY));
  }

  @Test
  void everyBytePlaysItsPart() {
    SigningKey key = key(Algorithm.EDDSA, KeyUse.LISTS);
    byte[] signed = SignedTransfer.issue(key, SUITE, SHEET);
    for (int i = 0; i < signed.length; i++) {
      byte[] other = signed.clone();
      other[i] ^= 1;
      assertThat(check(other, key)).as("byte %d", i).isInstanceOf(TransferCheck.Refused.class);
    }
  }

  @Test
  void aRootIsNoTransferAndAKeyForCodesSignsNone() {
    SigningKey lists = key(Algorithm.EDDSA, KeyUse.LISTS);
    byte[] root = SignedRoot.issue(lists, SUITE, new LedgerRoot(AT, List.of()));
    assertThat(check(root, lists))
        .isEqualTo(new TransferCheck.Refused(TransferCheck.Refusal.MALFORMED));
    SigningKey codes = key(Algorithm.EDDSA, KeyUse.STATIC);
    assertThatThrownBy(() -> SignedTransfer.issue(codes, SUITE, SHEET))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
