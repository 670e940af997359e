package io.scangate.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long work tells how far it has come. */
class ProgressTest {
  private final StringWriter err = new StringWriter();
  private long nanos;

  private Progress progress(boolean terminal) {
    return new Progress(new PrintWriter(err), () -> nanos, terminal, 3);
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void shortWorkTellsNothing() {
    try (Progress progress = progress(false)) {
      progress.step();
      pass(Duration.ofSeconds(4));
      progress.step();
    }
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void workThatDoesNotKnowItsEndTellsItsOwnWords() {
    try (Progress progress = new Progress(new PrintWriter(err), () -> nanos, false)) {
      progress.tell("1 row read");
      pass(Duration.ofSeconds(5));
      progress.tell("2 rows read");
    }
    assertThat(err.toString()).isEqualToIgnoringNewLines("2 rows read");
  }

  @Test
  void elsewhereThanOnATerminalALineIsWrittenEveryFewSeconds() {
    try (Progress progress = progress(false)) {
      progress.step();
      pass(Duration.ofSeconds(5));
      progress.step();
      progress.step();
    }
    assertThat(err.toString()).isEqualTo("2 of 3" + System.lineSeparator());
  }

  @Test
  void onATerminalOneLineIsWrittenOverAndTakenAway() {
    try (Progress progress = progress(true)) {
      pass(Duration.ofMillis(200));
      progress.step();
    }
    assertThat(err.toString()).isEqualTo("\r\u001b[K1 of 3\r\u001b[K");
  }
}
