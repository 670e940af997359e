package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.PersonRef;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScanDayKeyTest {
  private static final LocalDate DAY = LocalDate.parse("2022-03-01");
  private static final PersonRef PERSON = new PersonRef(-5);
  private static final UUID SCAN = new UUID(1, 2);

  private final SecureRandom random = new SecureRandom();
  private final SealingKey seal = SealingKey.generate(random);
  private final ScanDayKey key = ScanDayKey.generate(DAY, random);

  @Test
  void aReferenceIsOpenedByItsKeyAndForItsScanOnly() {
    byte[] sealed = key.seal(PERSON, SCAN, random);

    assertThat(sealed).hasSize(ScanDayKey.SEALED_REFERENCE);
    assertThat(key.open(sealed, SCAN)).contains(PERSON);
    assertThat(key.open(sealed, new UUID(1, 3))).isEmpty();
    assertThat(ScanDayKey.generate(DAY, random).open(sealed, SCAN)).isEmpty();
    assertThat(key.open(new byte[35], SCAN)).isEmpty();
    assertThat(key.seal(PERSON, SCAN, random)).isNotEqualTo(sealed);
  }

  @Test
  void aStoredKeyIsOpenedForItsDayAndUnderItsSealOnly() {
    byte[] stored = key.sealed(seal, random);

    assertThat(stored).hasSize(60);
    ScanDayKey opened = ScanDayKey.open(DAY, stored, seal).orElseThrow();
    assertThat(opened.mark(PERSON)).isEqualTo(key.mark(PERSON));
    assertThat(opened.open(key.seal(PERSON, SCAN, random), SCAN)).contains(PERSON);
    assertThat(ScanDayKey.open(DAY.plusDays(1), stored, seal)).isEmpty();
    assertThat(ScanDayKey.open(DAY, stored, SealingKey.generate(random))).isEmpty();
  }

  @Test
  void marksOfTwoDaysTellNothingOfOneAnother() {
    ScanDayKey other = ScanDayKey.generate(DAY.plusDays(1), random);

    assertThat(other.mark(PERSON)).isNotEqualTo(key.mark(PERSON));
    assertThat(other.mark(SCAN)).isNotEqualTo(key.mark(SCAN));
    assertThat(key.mark(new UUID(0, PERSON.value()))).isNotEqualTo(key.mark(PERSON));
  }

  @Test
  void itDoesNotPrintItself() {
    assertThat(key).hasToString("ScanDayKey[2022-03-01, ***]");
  }
}
