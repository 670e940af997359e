package io.scangate.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthWordsTest {
  @ParameterizedTest
  @EnumSource
  void aColourIsFoundByItsWireNumber(Colour colour) {
    assertThat(Colour.ofWire(colour.wire())).isSameAs(colour);
  }

  @Test
  void aNumberOfNoColourFindsNone() {
    assertThat(Colour.ofWire(4)).isNull();
    assertThat(Colour.ofWire(-1)).isNull();
  }

  @Test
  void redIsMoreSevereThanYellowThanGreenThanNone() {
    assertThat(Colour.RED.isMoreSevereThan(Colour.YELLOW)).isTrue();
    assertThat(Colour.YELLOW.isMoreSevereThan(Colour.GREEN)).isTrue();
    assertThat(Colour.GREEN.isMoreSevereThan(Colour.NONE)).isTrue();
    assertThat(Colour.GREEN.isMoreSevereThan(Colour.GREEN)).isFalse();
  }

  @Test
  void aReferenceIsWrittenAsSixteenDigitsAndHiddenInLogs() {
    PersonRef person = new PersonRef(-2);
    assertThat(person.text()).isEqualTo("fffffffffffffffe");
    assertThat(PersonRef.of(person.text())).isEqualTo(person);
    assertThat(person).hasToString("PersonRef[***]");
    assertThatIllegalArgumentException().isThrownBy(() -> PersonRef.of("12"));
    assertThatIllegalArgumentException().isThrownBy(() -> PersonRef.of("fffffffffffffffg"));
  }

  @Test
  void thePartitionTakesTheReferenceAsUnsigned() {
    assertThat(new PersonRef(-1).partition(16)).isEqualTo(15);
    assertThat(new PersonRef(17).partition(16)).isOne();
  }

  @Test
  void versionsCompareAsUnsignedNumbers() {
    CodeStatus old = new CodeStatus(7, 1L << 56, Colour.RED, 1, 0, true, false);
    CodeStatus restored = new CodeStatus(7, 0x80L << 56, Colour.GREEN, 2, 0, true, false);
    assertThat(restored.isNewerThan(old)).isTrue();
    assertThat(old.isNewerThan(restored)).isFalse();
    assertThat(old.isNewerThan(old)).isFalse();
    assertThat(old.toString()).doesNotContain("7,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"44", "4403", "440305", "440305001", "440305001002"})
  void aDivisionHasTwoFourSixNineOrTwelveDigits(String code) {
    assertThat(new Division(code).province()).isEqualTo(new Province("44"));
    assertThat(new Division("44").covers(new Division(code))).isTrue();
    assertThat(new Division(code).covers(new Division("45"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "440", "44030", "0403", "44o3", "4403050010021"})
  void anythingElseIsNoDivision(String code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Division(code))
        .withMessageContaining(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4", "440", "04", "4x"})
  void anythingElseIsNoProvince(String code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Province(code))
        .withMessageContaining(code);
  }

  @Test
  void onlyConfirmedKnowledgeWithinTheBoundIsLive() {
    assertThat(new Freshness(9, 2_000_000, true).isWithin(2_000_000)).isTrue();
    assertThat(new Freshness(9, 2_000_001, true).isWithin(2_000_000)).isFalse();
    assertThat(new Freshness(9, 0, false).isWithin(2_000_000)).isFalse();
    assertThat(Freshness.NEVER.isWithin(2_000_000)).isFalse();
    assertThat(Standing.Unanswered.INSTANCE).isEqualTo(new Standing.Unanswered());
  }
}
