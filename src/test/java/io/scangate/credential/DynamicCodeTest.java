package io.scangate.credential;

import static io.scangate.credential.Keys.CITY;
import static io.scangate.credential.Keys.EPOCH;
import static io.scangate.credential.Keys.MASTER;
import static io.scangate.credential.Keys.NOW;
import static io.scangate.credential.Keys.PERSON;
import static io.scangate.credential.Keys.TOLERANCE;
import static io.scangate.credential.Keys.dynamic;
import static io.scangate.credential.Keys.read;
import static io.scangate.credential.Keys.rejected;
import static io.scangate.credential.Keys.ring;
import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.health.Division;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamicCodeTest {
  @Test
  void aPhoneCodeIsReadBackAsItWasMade() {
    Claims claims = genuine(read(ring(), dynamic(NOW), NOW));
    assertThat(claims.issuer()).isEqualTo("4403");
    assertThat(claims.iat()).isEqualTo(NOW);
    assertThat(claims.exp()).isEqualTo(NOW + 60);
    assertThat(claims.colour()).isEqualTo(Colour.GREEN);
    assertThat(claims.kind()).isEqualTo(Kind.PHONE);
    assertThat(claims.dynamic()).isTrue();
    assertThat(claims.own()).isTrue();
    assertThat(claims.person()).isEqualTo(PERSON);
  }

  @Test
  void twoCodesOfOnePersonInOneSecondHaveNothingInCommon() {
    Claims one = genuine(read(ring(), dynamic(NOW), NOW));
    Claims other = genuine(read(ring(), dynamic(NOW), NOW));
    assertThat(one.serialHigh()).isNotEqualTo(other.serialHigh());
    assertThat(one.serialLow()).isNotEqualTo(other.serialLow());
  }

  @Test
  void neitherHolderNorSerialIsPrinted() {
    Claims claims = genuine(read(ring(), dynamic(NOW), NOW));
    assertThat(claims.toString())
        .doesNotContain(Long.toString(PERSON))
        .doesNotContain(Long.toString(claims.serialHigh()))
        .contains("4403");
  }

  @Test
  void theTextFitsTheAlphanumericModeOfAQrAndIsShort() {
    String text = new String(dynamic(NOW), StandardCharsets.US_ASCII);
    assertThat(text).matches("SG1:[0-9A-Z $%*+./:-]+").hasSizeLessThan(120);
  }

  /** One second on either side of each limit, and the limit itself. */
  @ParameterizedTest
  @CsvSource({
    "0, , 0",
    "89, , 0",
    "90, EXPIRED, 30",
    "91, EXPIRED, 31",
    "360, EXPIRED, 300",
    "361, EXPIRED, 0",
    "-30, , 0",
    "-31, NOT_YET_VALID, 31",
    "-300, NOT_YET_VALID, 300",
    "-301, NOT_YET_VALID, 0",
  })
  void theTimeIsJudgedWithTheToleranceAndTheSkewIsTold(long after, Fault fault, long skew) {
    long iat = NOW + Epoch.SECONDS / 2;
    Reading reading = read(ring(), dynamic(iat), iat + after);
    if (fault == null) {
      assertThat(reading).isInstanceOf(Claims.class);
    } else {
      assertThat(reading).isEqualTo(new Reading.Rejected(fault, skew));
    }
  }

  @Test
  void withoutToleranceTheCodeEndsAtItsExp() {
    KeyRing strict = KeyRing.of(CITY, Duration.ZERO).withEpochs(List.of(MASTER.epoch(EPOCH, 0)));
    byte[] code = dynamic(NOW);
    assertThat(read(strict, code, NOW + 59)).isInstanceOf(Claims.class);
    assertThat(read(strict, code, NOW + 60)).isEqualTo(rejected(Fault.EXPIRED));
    assertThat(read(strict, code, NOW - 1)).isEqualTo(new Reading.Rejected(Fault.NOT_YET_VALID, 1));
  }

  @Test
  void aCodeOfTheLastSecondOfAnEpochLivesOnInTheNext() {
    byte[] code = dynamic(NOW - 1);
    assertThat(read(ring(), code, NOW + 58)).isInstanceOf(Claims.class);
  }

  @Test
  void aPastEpochIsExpiredAndAComingOneNotYetValidWhetherOrNotItsKeyIsHeld() {
    KeyRing without = ring().withEpochs(List.of());
    long end = Epoch.end(EPOCH) + Epoch.DYNAMIC_LIFE_SECONDS + TOLERANCE;
    byte[] code = dynamic(NOW);
    for (KeyRing keys : List.of(ring(), without)) {
      assertThat(read(keys, code, end)).isEqualTo(rejected(Fault.EXPIRED));
      assertThat(fault(read(keys, code, NOW - TOLERANCE - 1))).isEqualTo(Fault.NOT_YET_VALID);
    }
    assertThat(read(without, code, end - 1)).isEqualTo(rejected(Fault.UNKNOWN_KEY));
    assertThat(read(without, code, NOW - TOLERANCE)).isEqualTo(rejected(Fault.UNKNOWN_KEY));
  }

  @Test
  void aCodeUnderAWithdrawnKeyIsRefusedWhenTheEpochGoesOnUnderTheNextRevision() {
    AtomicReference<KeyRing> rings = new AtomicReference<>(ring());
    CodeReader reader = new CodeReader(rings::get, Keys.SUITE, 4);
    byte[] code = dynamic(NOW);
    assertThat(read(reader, code, NOW)).isInstanceOf(Claims.class);

    rings.set(ring().withEpochs(List.of(MASTER.epoch(EPOCH, 1))));
    assertThat(read(reader, code, NOW)).isEqualTo(rejected(Fault.BAD_SIGNATURE));
    byte[] fresh =
        new DynamicIssuer(rings::get, Keys.RANDOM).issue(PERSON, Colour.RED, NOW).orElseThrow();
    assertThat(genuine(read(reader, fresh, NOW)).person()).isEqualTo(PERSON);

    rings.set(ring().withEpochs(List.of()));
    assertThat(read(reader, fresh, NOW)).isEqualTo(rejected(Fault.UNKNOWN_KEY));
  }

  @Test
  void aPhoneCodeOfAnotherCityCannotBeCheckedHere() {
    KeyRing theirs =
        KeyRing.of(Keys.OTHER_CITY, Duration.ZERO).withEpochs(List.of(MASTER.epoch(EPOCH, 0)));
    byte[] code =
        new DynamicIssuer(() -> theirs, Keys.RANDOM).issue(1, Colour.GREEN, NOW).orElseThrow();
    assertThat(read(ring(), code, NOW)).isEqualTo(rejected(Fault.UNKNOWN_ISSUER));
    assertThat(read(theirs, code, NOW)).isInstanceOf(Claims.class);
  }

  @Test
  void noCodeIsMadeWithoutTheKeysOfTheEpoch() {
    assertThat(
            new DynamicIssuer(() -> ring().withEpochs(List.of()), Keys.RANDOM)
                .issue(PERSON, Colour.GREEN, NOW))
        .isEmpty();
  }

  @Test
  void oneReaderFollowsTheEpochsOfManyDays() {
    AtomicReference<KeyRing> rings = new AtomicReference<>(ring());
    CodeReader reader = new CodeReader(rings::get, Keys.SUITE, 4);
    for (long now = NOW; now < NOW + 3 * Keys.DAY; now += Epoch.SECONDS) {
      int epoch = Epoch.of(now);
      rings.set(ring().withEpochs(List.of(MASTER.epoch(epoch - 1, 0), MASTER.epoch(epoch, 0))));
      assertThat(read(reader, dynamic(now - 1), now)).isInstanceOf(Claims.class);
      assertThat(read(reader, dynamic(now), now)).isInstanceOf(Claims.class);
    }
  }

  @Test
  void aCodeIsReadOutOfTheMiddleOfABuffer() {
    byte[] code = dynamic(NOW);
    byte[] buffer = new byte[code.length + 20];
    Arrays.fill(buffer, (byte) 'S');
    System.arraycopy(code, 0, buffer, 7, code.length);
    assertThat(Keys.reader(ring()).read(buffer, 7, 7 + code.length, NOW))
        .isInstanceOf(Claims.class);
  }

  @Test
  void theHalvesOfAReadingMakeTheWhole() {
    CodeReader reader = Keys.reader(ring());
    byte[] code = dynamic(NOW);
    assertThat(reader.decode(code, 0, code.length)).isNull();
    assertThat(reader.authenticate(NOW)).isInstanceOf(Claims.class);
    assertThat(reader.decode(code, 1, code.length)).isEqualTo(rejected(Fault.NOT_A_CODE));
  }

  @Test
  void theIssuersOfAllSizesOfDivisionsAreRead() {
    for (String division : List.of("44", "4403", "440305", "440305001", "440305001002")) {
      KeyRing keys =
          KeyRing.of(new Division(division), Duration.ZERO)
              .withEpochs(List.of(MASTER.epoch(EPOCH, 0)));
      byte[] code =
          new DynamicIssuer(() -> keys, Keys.RANDOM).issue(9, Colour.GREEN, NOW).orElseThrow();
      assertThat(genuine(read(keys, code, NOW)).issuer()).isEqualTo(division);
    }
  }

  static Claims genuine(Reading reading) {
    assertThat(reading).isInstanceOf(Claims.class);
    return (Claims) reading;
  }

  static Fault fault(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Rejected.class);
    return ((Reading.Rejected) reading).fault();
  }
}
