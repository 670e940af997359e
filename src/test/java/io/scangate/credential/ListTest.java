package io.scangate.credential;

import static io.scangate.credential.Keys.CITY;
import static io.scangate.credential.Keys.DAY;
import static io.scangate.credential.Keys.MASTER;
import static io.scangate.credential.Keys.NOW;
import static io.scangate.credential.Keys.RANDOM;
import static io.scangate.credential.Keys.SUITE;
import static io.scangate.credential.Keys.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scangate.health.Division;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ListTest {
  private static final byte[] CONTENT = {1, 2, 3};

  private final SigningKey key = lists(Algorithm.EDDSA);
  private final List<TrustedKey> trusted = List.of(Keys.ED25519.trusted(), key.trusted());

  @ParameterizedTest
  @EnumSource(names = "HMAC_256_64", mode = EnumSource.Mode.EXCLUDE)
  void aSignedListIsVerifiedWithItsNumberAndItsContent(Algorithm algorithm) {
    SigningKey signing = lists(algorithm);
    byte[] list = SignedList.issue(signing, SUITE, "trust", 7, NOW, CONTENT);
    ListCheck check = SignedList.verify(list, "trust", List.of(signing.trusted()), SUITE);
    assertThat(check).isInstanceOf(ListCheck.Verified.class);
    ListCheck.Verified verified = (ListCheck.Verified) check;
    assertThat(verified.number()).isEqualTo(7);
    assertThat(verified.signedAt()).isEqualTo(NOW);
    assertThat(verified.content()).isEqualTo(CONTENT);
  }

  @Test
  void aListIsNotAnotherList() {
    byte[] list = SignedList.issue(key, SUITE, "withdrawn", 1, NOW, CONTENT);
    assertThat(refusal(list, "trust")).isEqualTo(ListCheck.Refusal.ANOTHER_LIST);
  }

  @Test
  void onlyAKeyForListsSignsListsAndOnlyInItsTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedList.issue(Keys.ED25519, SUITE, "trust", 1, NOW, CONTENT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedList.issue(key, SUITE, "trust", 1, YEAR.until(), CONTENT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignedList.issue(key, SUITE, "trust", -1, NOW, CONTENT));

    byte[] list = SignedList.issue(key, SUITE, "trust", 1, NOW, CONTENT);
    byte[] bytes = key.trusted().bytes();
    TrustedKey forCodes =
        new TrustedKey(CITY, Algorithm.EDDSA, EnumSet.of(KeyUse.STATIC), YEAR, bytes);
    TrustedKey later =
        new TrustedKey(
            CITY, Algorithm.EDDSA, EnumSet.of(KeyUse.LISTS), new Validity(NOW + 1, NOW + 2), bytes);
    for (TrustedKey wrong : List.of(forCodes, later)) {
      assertThat(SignedList.verify(list, "trust", List.of(wrong), SUITE))
          .isEqualTo(new ListCheck.Refused(ListCheck.Refusal.UNKNOWN_KEY));
    }
  }

  @Test
  void everyTurnedBitAndEveryTruncationOfAListIsRefused() {
    byte[] list = SignedList.issue(key, SUITE, "trust", 1, NOW, CONTENT);
    for (int bit = 0; bit < 8 * list.length; bit++) {
      byte[] turned = list.clone();
      turned[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(refusal(turned, "trust")).isNotNull();
    }
    for (int length = 0; length < list.length; length++) {
      assertThat(refusal(Arrays.copyOf(list, length), "trust"))
          .isEqualTo(ListCheck.Refusal.MALFORMED);
    }
  }

  @Test
  void aForgedListIsToldFromAMalformedOneAndATooLargeOne() {
    byte[] list = SignedList.issue(key, SUITE, "trust", 1, NOW, CONTENT);
    list[list.length - 1] ^= 1;
    assertThat(refusal(list, "trust")).isEqualTo(ListCheck.Refusal.BAD_SIGNATURE);
    assertThat(refusal(new byte[SignedList.MOST_BYTES + 1], "trust"))
        .isEqualTo(ListCheck.Refusal.TOO_LARGE);
  }

  @Test
  void randomBytesAreNoListOfAnySort() {
    SplittableRandom random = new SplittableRandom(1);
    SealingKey sealing = new SealingKey(new byte[32]);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = i % 2 == 0 ? RandomCbor.item(random) : noise(random);
      assertThat(refusal(bytes, "trust")).isEqualTo(ListCheck.Refusal.MALFORMED);
      assertThat(TrustListFormat.read(bytes)).isInstanceOf(ListReading.Unsound.class);
      assertThat(SealedKeys.OF_EPOCHS.read(bytes, sealing)).isNotNull();
      assertThat(WithdrawnCodes.read(bytes)).isNotNull();
      assertThat(RecognizedCodes.read(bytes)).isNotNull();
    }
  }

  @Test
  void aTrustListIsReadBackAsItWasWritten() {
    TrustList list = Keys.trust(Keys.ED25519, Keys.P256, Keys.FOREIGN, key);
    TrustList again = readable(TrustListFormat.read(TrustListFormat.write(list)));
    assertThat(again.keys()).isEqualTo(list.keys());
    assertThat(again.nextUpdate()).isEqualTo(NOW + DAY);
    assertThat(TrustListFormat.write(again)).isEqualTo(TrustListFormat.write(list));
  }

  @Test
  void gatesWithoutAConnectionGetTheKeysAndTheWithdrawnSerialsInOneMap() throws CborException {
    TrustList list = Keys.trust(Keys.ED25519);
    byte[] answer =
        TrustListFormat.writeForGates(list, WithdrawnCodes.of(List.of(new Serial(1, 2))));
    CborTable table = CborTable.of(CborDecoder.decodeDeterministic(answer));
    assertThat(table.takeWhole(1)).isEqualTo(list.nextUpdate());
    assertThat(CborTable.items(table.take(2))).hasSize(1);
    assertThat(table.takeBytes(3)).hasSize(16).endsWith(2);
    table.end();
  }

  @Test
  void aTrustListWithASpoiltByteIsUnreadableOrAnother() {
    TrustList list = Keys.trust(Keys.P256, Keys.ED25519);
    byte[] written = TrustListFormat.write(list);
    for (int i = 0; i < written.length; i++) {
      byte[] spoilt = written.clone();
      spoilt[i] ^= 1;
      switch (TrustListFormat.read(spoilt)) {
        case ListReading.Sound<TrustList>(TrustList other) ->
            assertThat(TrustListFormat.write(other)).isEqualTo(spoilt);
        case ListReading.Unsound<TrustList>(String why) -> assertThat(why).isNotBlank();
      }
    }
  }

  @Test
  void aKeyStandsInATrustListOnce() {
    assertThatIllegalArgumentException().isThrownBy(() -> Keys.trust(key, key));
  }

  @Test
  void sealedKeysOpenUnderTheirSealingKeyAsWhatTheyAre() {
    SealingKey sealing = new SealingKey(new byte[32]);
    List<EpochKeys> epochs = List.of(MASTER.epoch(5, 0), MASTER.epoch(6, 2));
    byte[] sealed = SealedKeys.OF_EPOCHS.write(epochs, sealing, RANDOM);
    assertThat(readable(SealedKeys.OF_EPOCHS.read(sealed, sealing))).isEqualTo(epochs);
    assertThat(SealedKeys.OF_YEARS.read(sealed, sealing)).isInstanceOf(ListReading.Unsound.class);
    byte[] another = new byte[32];
    another[0] = 1;
    assertThat(SealedKeys.OF_EPOCHS.read(sealed, new SealingKey(another)))
        .isEqualTo(new ListReading.Unsound<>("the key of epoch 5 is sealed otherwise"));

    List<YearKey> years = List.of(MASTER.year(2021), MASTER.year(2022));
    byte[] sealedYears = SealedKeys.OF_YEARS.write(years, sealing, RANDOM);
    assertThat(readable(SealedKeys.OF_YEARS.read(sealedYears, sealing))).isEqualTo(years);
    assertThat(readable(SealedKeys.OF_YEARS.read(sealedYears, sealing)))
        .isNotEqualTo(List.of(MASTER.year(2021), MASTER.year(2023)));
  }

  @Test
  void aSealedKeyUnderTheNumberOfAnotherDoesNotOpen() {
    SealingKey sealing = new SealingKey(new byte[32]);
    byte[] sealed = SealedKeys.OF_EPOCHS.write(List.of(MASTER.epoch(5, 0)), sealing, RANDOM);
    assertThat(sealed[2]).isEqualTo((byte) 5);
    sealed[2] = 6;
    assertThat(SealedKeys.OF_EPOCHS.read(sealed, sealing)).isInstanceOf(ListReading.Unsound.class);
    assertThat(
            SealedKeys.OF_EPOCHS.read(
                bytes(List.of(MASTER.epoch(6, 0), MASTER.epoch(5, 0)), sealing), sealing))
        .isInstanceOf(ListReading.Unsound.class);
  }

  private static byte[] bytes(List<EpochKeys> keys, SealingKey sealing) {
    return SealedKeys.OF_EPOCHS.write(keys, sealing, RANDOM);
  }

  @Test
  void withdrawnSerialsAreFoundAndOthersAreNot() {
    SplittableRandom random = new SplittableRandom(2);
    List<Serial> serials =
        random.longs(2000).mapToObj(low -> new Serial(low ^ (low << 7), low)).toList();
    WithdrawnCodes codes = readable(WithdrawnCodes.read(WithdrawnCodes.of(serials).write()));
    assertThat(codes.size()).isEqualTo(2000);
    for (Serial serial : serials) {
      assertThat(codes.contains(serial.high(), serial.low())).isTrue();
      assertThat(codes.contains(serial.high(), serial.low() + 1)).isFalse();
    }
    assertThat(WithdrawnCodes.NONE.contains(0, 0)).isFalse();
    assertThat(serials.getFirst().toString()).isEqualTo("Serial[***]");
  }

  @Test
  void aChangeAddsAndRemovesSerials() {
    WithdrawnCodes before = WithdrawnCodes.of(List.of(serial(1), serial(3), serial(5)));
    byte[] change =
        WithdrawnCodes.writeChange(
            WithdrawnCodes.of(List.of(serial(0), serial(3), serial(4), serial(9))),
            WithdrawnCodes.of(List.of(serial(1), serial(4), serial(7))));
    WithdrawnCodes after = readable(before.changed(change));
    assertThat(after.write())
        .isEqualTo(WithdrawnCodes.of(List.of(serial(0), serial(3), serial(5), serial(9))).write());
    assertThat(before.changed(before.write())).isInstanceOf(ListReading.Unsound.class);
  }

  @Test
  void aChangeAddsReplacesAndRemovesHolders() {
    Division one = new Division("3101");
    Division other = new Division("1101");
    RecognizedCodes before =
        RecognizedCodes.of(Map.of(one, Map.of(serial(1), 10L, serial(2), 20L)));
    byte[] change =
        RecognizedCodes.writeChange(
            RecognizedCodes.of(Map.of(one, Map.of(serial(2), 21L), other, Map.of(serial(1), 11L))),
            RecognizedCodes.of(Map.of(one, Map.of(serial(1), 0L))));
    RecognizedCodes after = readable(before.changed(change));
    assertThat(after.holder("3101", 0, 1)).isEmpty();
    assertThat(after.holder("3101", 0, 2)).isEqualTo(OptionalLong.of(21));
    assertThat(after.holder("1101", 0, 1)).isEqualTo(OptionalLong.of(11));
  }

  private static Serial serial(long low) {
    return new Serial(0, low);
  }

  @Test
  void serialsOutOfOrderAreUnreadable() {
    byte[] rows = new byte[32];
    assertThat(WithdrawnCodes.read(CborEncoder.encode(CborItem.of(rows))))
        .isEqualTo(new ListReading.Unsound<>("serials out of order, or one twice"));
    assertThat(WithdrawnCodes.read(CborEncoder.encode(CborItem.of(new byte[17]))))
        .isInstanceOf(ListReading.Unsound.class);
  }

  @Test
  void aRecognizedCodeIsFoundByIssuerAndSerial() {
    Map<Serial, Long> people = Map.of(new Serial(-1, 2), 77L, new Serial(3, 4), -78L);
    RecognizedCodes written =
        RecognizedCodes.of(Map.of(new Division("3101"), people, new Division("11"), Map.of()));
    RecognizedCodes codes = readable(RecognizedCodes.read(written.write()));
    assertThat(codes.holder("3101", -1, 2)).isEqualTo(OptionalLong.of(77));
    assertThat(codes.holder("3101", 3, 4)).isEqualTo(OptionalLong.of(-78));
    assertThat(codes.holder("3101", 3, 5)).isEmpty();
    assertThat(codes.holder("11", 3, 4)).isEmpty();
    assertThat(codes.holder("12", 3, 4)).isEmpty();
    assertThat(RecognizedCodes.NONE.holder("3101", 3, 4)).isEmpty();
  }

  private ListCheck.Refusal refusal(byte[] list, String name) {
    ListCheck check = SignedList.verify(list, name, trusted, SUITE);
    assertThat(check).isInstanceOf(ListCheck.Refused.class);
    return ((ListCheck.Refused) check).why();
  }

  private static <T> T readable(ListReading<T> reading) {
    return switch (reading) {
      case ListReading.Sound<T>(T list) -> list;
      case ListReading.Unsound<T>(String why) -> throw new AssertionError(why);
    };
  }

  private static byte[] noise(SplittableRandom random) {
    byte[] noise = new byte[random.nextInt(100)];
    random.nextBytes(noise);
    return noise;
  }

  private static SigningKey lists(Algorithm algorithm) {
    return SigningKey.generate(CITY, algorithm, EnumSet.of(KeyUse.LISTS), YEAR);
  }
}
