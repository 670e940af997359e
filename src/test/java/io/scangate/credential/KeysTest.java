package io.scangate.credential;

import static io.scangate.credential.Keys.CITY;
import static io.scangate.credential.Keys.EPOCH;
import static io.scangate.credential.Keys.MASTER;
import static io.scangate.credential.Keys.NOW;
import static io.scangate.credential.Keys.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysTest {
  /** RFC 5869, appendix A, cases 1 to 3. */
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,000102030405060708090a0b0c,"
        + "f0f1f2f3f4f5f6f7f8f9,3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
        + "34007208d5b887185865",
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e"
        + "2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f,"
        + "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c"
        + "8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf,"
        + "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdc"
        + "dddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff,"
        + "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e"
        + "590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,'','',"
        + "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
  })
  void keysAreDerivedAsTheStandardSays(String input, String salt, String info, String output) {
    HexFormat hex = HexFormat.of();
    byte[] derived =
        MasterKey.hkdf(
            hex.parseHex(input), hex.parseHex(salt), hex.parseHex(info), output.length() / 2);
    assertThat(hex.formatHex(derived)).isEqualTo(output);
  }

  @Test
  void everyEpochRevisionYearAndMasterHasKeysOfItsOwn() {
    EpochKeys keys = MASTER.epoch(EPOCH, 0);
    assertThat(keys).isEqualTo(MASTER.epoch(EPOCH, 0)).hasSameHashCodeAs(MASTER.epoch(EPOCH, 0));
    assertThat(keys.secret()).isNotEqualTo(MASTER.epoch(EPOCH + 1, 0).secret());
    assertThat(keys.secret()).isNotEqualTo(MASTER.epoch(EPOCH, 1).secret());
    assertThat(keys.secret()).isNotEqualTo(Keys.OTHER_MASTER.epoch(EPOCH, 0).secret());
    assertThat(MASTER.year(2022).secret()).isNotEqualTo(MASTER.year(2023).secret());
    assertThat(MASTER.year(2022)).hasSameHashCodeAs(MASTER.year(2022));
    assertThat(MasterKey.generate(Keys.RANDOM).secret())
        .isNotEqualTo(MasterKey.generate(Keys.RANDOM).secret());
  }

  @Test
  void anEpochIsSixHoursOfUtc() {
    assertThat(Epoch.of(NOW)).isEqualTo(EPOCH);
    assertThat(Epoch.of(NOW - 1)).isEqualTo(EPOCH - 1);
    assertThat(Epoch.of(NOW + 6 * 3600 - 1)).isEqualTo(EPOCH);
    assertThat(Epoch.start(EPOCH)).isEqualTo(NOW);
    assertThat(Epoch.end(EPOCH)).isEqualTo(NOW + 6 * 3600);
  }

  @Test
  void noKeyPrintsItself() {
    byte[] secret = MASTER.secret();
    String hex = HexFormat.of().formatHex(secret);
    for (Object key :
        List.of(
            MASTER, MASTER.epoch(1, 0), MASTER.year(2022), new SealingKey(secret), Keys.ED25519)) {
      assertThat(key.toString()).contains("***").doesNotContain(hex);
    }
  }

  @Test
  void keysOfAnotherSizeAreRefused() {
    byte[] odd = new byte[31];
    assertThatIllegalArgumentException().isThrownBy(() -> new MasterKey(odd));
    assertThatIllegalArgumentException().isThrownBy(() -> new SealingKey(odd));
    assertThatIllegalArgumentException().isThrownBy(() -> new EpochKeys(1, odd));
    assertThatIllegalArgumentException().isThrownBy(() -> new EpochKeys(-1, new byte[48]));
    assertThatIllegalArgumentException().isThrownBy(() -> new YearKey(2022, odd));
    assertThatIllegalArgumentException().isThrownBy(() -> new YearKey(1969, new byte[16]));
    assertThatIllegalArgumentException().isThrownBy(() -> new Validity(2, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> key(Algorithm.EDDSA, odd));
    assertThatIllegalArgumentException().isThrownBy(() -> key(Algorithm.ES256, new byte[65]));
    assertThatIllegalArgumentException().isThrownBy(() -> key(Algorithm.HMAC_256_64, new byte[32]));
  }

  @Test
  void aPointBesideTheCurveIsNoKey() {
    byte[] point = Keys.P256.trusted().bytes();
    assertThat(key(Algorithm.ES256, point)).isEqualTo(Keys.P256.trusted());
    point[64] ^= 1;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> key(Algorithm.ES256, point))
        .withMessageContaining("P-256");
  }

  @Test
  void aPrivateKeyComesBackOutOfStorageWithItsOwnPublicKeyOnly() {
    for (SigningKey key : List.of(Keys.ED25519, Keys.P256)) {
      assertThat(SigningKey.of(key.trusted(), key.pkcs8()).trusted()).isEqualTo(key.trusted());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.of(Keys.ED25519.trusted(), Keys.FOREIGN.pkcs8()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.of(Keys.ED25519.trusted(), new byte[48]));
  }

  @Test
  void theRingTellsUntilWhenItHoldsTheKeysOfEveryEpoch() {
    KeyRing ring = Keys.ring();
    assertThat(ring.epochsHeldUntil(NOW)).isEqualTo(Epoch.end(EPOCH + 1));
    assertThat(ring.withEpochs(List.of(MASTER.epoch(EPOCH + 1, 0))).epochsHeldUntil(NOW))
        .isEqualTo(NOW);
    assertThat(ring.epochs())
        .extracting(EpochKeys::epoch)
        .containsExactly(EPOCH - 1, EPOCH, EPOCH + 1);
    assertThat(ring.issuer()).isEqualTo(CITY);
    assertThatIllegalArgumentException().isThrownBy(() -> KeyRing.of(CITY, Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyRing.of(CITY, Duration.ofMinutes(5).plusNanos(1)));
  }

  @Test
  void bothSuitesAcceptWhatTheOtherSigned() {
    CryptoSuite jdk = CryptoSuite.jdk("for comparison");
    CryptoSuite chosen = CryptoSuite.choose();
    byte[] message = {1, 2, 3};
    for (SigningKey key : List.of(Keys.ED25519, Keys.P256)) {
      for (CryptoSuite signing : List.of(jdk, chosen)) {
        byte[] signature = key.sign(signing, message, 0, 3);
        assertThat(signature).hasSize(64);
        byte[] all = Arrays.copyOf(message, 67);
        System.arraycopy(signature, 0, all, 3, 64);
        assertThat(new SignatureChecks(jdk).verify(key.trusted(), all, 0, 3, 3)).isTrue();
        assertThat(new SignatureChecks(chosen).verify(key.trusted(), all, 0, 3, 3)).isTrue();
        all[0] ^= 1;
        assertThat(new SignatureChecks(chosen).verify(key.trusted(), all, 0, 3, 3)).isFalse();
      }
    }
  }

  @Test
  void theSuiteTellsItsNameAndWhy() {
    CryptoSuite jdk = CryptoSuite.jdk("nothing else was tried");
    assertThat(jdk.isNative()).isFalse();
    assertThat(jdk.name()).startsWith("JDK ");
    assertThat(jdk).asString().contains("nothing else was tried");
    CryptoSuite chosen = CryptoSuite.choose();
    assertThat(chosen.name()).startsWith(chosen.isNative() ? "AmazonCorretto" : "JDK ");
    assertThat(chosen.reason()).isNotBlank();
  }

  @Test
  void aProviderThatLacksAnAlgorithmOrAcceptsForgeriesIsNotChosen() {
    CryptoSuite lacking = CryptoSuite.choose(new Provider("Empty", "1", "has nothing") {});
    assertThat(lacking.isNative()).isFalse();
    assertThat(lacking.reason()).isEqualTo("Empty refuses the signature of RFC 8032, 7.1, test 2");

    Provider credulous = new Provider("Credulous", "1", "believes everything") {};
    credulous.put("Signature.Ed25519", Credulous.class.getName());
    CryptoSuite believing = CryptoSuite.choose(credulous);
    assertThat(believing.isNative()).isFalse();
    assertThat(believing.reason())
        .isEqualTo("Credulous accepts a forgery of RFC 8032, 7.1, test 2");
  }

  /** A signature algorithm that every signature satisfies. */
  public static final class Credulous extends SignatureSpi {
    @Override
    protected void engineInitVerify(PublicKey key) {}

    @Override
    protected void engineInitSign(PrivateKey key) {}

    @Override
    protected void engineUpdate(byte each) {}

    @Override
    protected void engineUpdate(byte[] bytes, int at, int length) {}

    @Override
    protected byte[] engineSign() {
      return new byte[64];
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return true;
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void moreKeysThanArePreparedAreAllChecked() {
    SignatureChecks checks = new SignatureChecks(Keys.SUITE);
    byte[] all = Arrays.copyOf(new byte[] {9}, 65);
    for (int i = 0; i < 1100; i++) {
      SigningKey key = Keys.signing(CITY, Algorithm.EDDSA);
      System.arraycopy(key.sign(Keys.SUITE, all, 0, 1), 0, all, 1, 64);
      assertThat(checks.verify(key.trusted(), all, 0, 1, 1)).isTrue();
    }
  }

  private static TrustedKey key(Algorithm algorithm, byte[] bytes) {
    return new TrustedKey(CITY, algorithm, EnumSet.of(KeyUse.STATIC), YEAR, bytes);
  }
}
