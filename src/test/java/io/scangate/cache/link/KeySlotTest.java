package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySlotTest {
  /** 12739 (0x31C3) is the check value of the specification; the others were asked of a server. */
  @ParameterizedTest
  @CsvSource({
    "123456789, 12739",
    "'', 0",
    "foo, 12182",
    "{foo}bar, 12182",
    "a{foo}{bar}, 12182",
    "foo{}{bar}, 8363",
    "foo{{bar}}zap, 4015"
  })
  void aKeyHasTheSlotThatRedisGivesIt(String key, int slot) {
    assertThat(KeySlot.of(key)).isEqualTo(slot);
  }
}
