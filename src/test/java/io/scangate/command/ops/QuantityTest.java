package io.scangate.command.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "COUNT, 1234567, '1,234,567'",
    "PER_SECOND, 0.25, 0.3/s",
    "PER_SECOND, 31234.4, '31,234/s'",
    "SHARE, 0.9995, 100.0 %",
    "BYTES, 512, 512 B",
    "BYTES, 2936012, 2.8 MiB",
    "SECONDS, 0.0000007, 0.7 us",
    "SECONDS, 0.0123, 12 ms",
    "SECONDS, 1.5, 1.5 s",
    "SECONDS, -0.002, -2.0 ms",
    "SECONDS, 600, 10 min",
    "SECONDS, 86400, 24 h",
    "SECONDS, 864000, 10 d"
  })
  void aNumberIsShownInTheUnitThatKeepsItShort(Quantity quantity, double value, String text) {
    assertThat(quantity.text(value)).isEqualTo(text);
  }

  @Test
  void nothingToTellIsADash() {
    assertThat(Quantity.SECONDS.text(OptionalDouble.empty())).isEqualTo("-");
  }
}
