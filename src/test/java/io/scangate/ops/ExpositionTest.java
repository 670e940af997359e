package io.scangate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.ops.Exposition.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  @Test
  void samplesAreReadWithTheirLabels() {
    Exposition read =
        Exposition.parse(
            """
            # HELP scangate_verdicts_total verdicts
            # TYPE scangate_verdicts_total counter
            scangate_verdicts_total{basis="live",reason="green",verdict="ADMIT"} 12.0
            scangate_verdicts_total{basis="live",reason="red",verdict="REFUSE",} 3.0

            scangate_lines 2 1700000000000
            """);
    assertThat(read.of("scangate_verdicts_total"))
        .containsExactly(
            new Sample(Map.of("basis", "live", "reason", "green", "verdict", "ADMIT"), 12),
            new Sample(Map.of("basis", "live", "reason", "red", "verdict", "REFUSE"), 3));
    assertThat(read.of("scangate_lines")).containsExactly(new Sample(Map.of(), 2));
    assertThat(read.of("unknown")).isEmpty();
  }

  @Test
  void aLabelMayHoldWhatEndsLabels() {
    Exposition read = Exposition.parse("path{of=\"a, \\\"b\\\"} \\\\ \\n=c\"} 1");
    assertThat(read.of("path")).containsExactly(new Sample(Map.of("of", "a, \"b\"} \\ \n=c"), 1));
  }

  @Test
  void infinityAndNoNumberAreValues() {
    Exposition read = Exposition.parse("a +Inf\na -Inf\na NaN\na 1.5e-3");
    assertThat(read.of("a").stream().map(Sample::value))
        .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 0.0015);
  }

  @Test
  void whatIsNoSampleIsPassedOver() {
    Exposition read = Exposition.parse("<html>\nnothing{\nhalf{a=\"b\nword text\nlast 7");
    assertThat(read.of("last")).hasSize(1);
    assertThat(read.samples()).containsOnlyKeys("last");
  }
}
