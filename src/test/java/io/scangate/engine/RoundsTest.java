package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.embedded.Await;
import io.scangate.ops.RoundMeters;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoundsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final RoundMeters meters = new RoundMeters(registry, RoundMeters.Work.CLOCK);
  private final AtomicInteger begun = new AtomicInteger();

  private double counted(String outcome) {
    return registry.get("scangate.rounds").tag("outcome", outcome).counter().count();
  }

  private Duration failingTwice() {
    if (begun.incrementAndGet() <= 2) {
      throw new IllegalStateException("away");
    }
    return Duration.ZERO;
  }

  @Test
  void aRoundThatFailsIsFollowedByAnother() {
    try (Rounds _ = Rounds.start(meters, Duration.ZERO, this::failingTwice)) {
      Await.until("it goes on", () -> counted("done") > 2);
    }
    assertThat(counted("failed")).isEqualTo(2);
  }

  @Test
  void aFaultOfTheProgramEndsNoWork() {
    try (Rounds _ =
        Rounds.start(
            meters,
            Duration.ZERO,
            () -> {
              if (begun.incrementAndGet() == 1) {
                throw new StackOverflowError();
              }
              return Duration.ZERO;
            })) {
      Await.until("it goes on", () -> counted("done") > 0);
    }
    assertThat(counted("failed")).isEqualTo(1);
  }

  @Test
  void whoHasStoppedBeginsNoOtherRound() {
    Rounds rounds = Rounds.start(meters, Duration.ZERO, this::failingTwice);
    Await.until("it works", () -> counted("done") > 0);
    rounds.close();
    int last = begun.get();
    assertThat(rounds.stop().isComplete()).isTrue();
    assertThat(counted("done") + counted("failed")).isEqualTo(last);
  }

  @Test
  void aRestEndsWhenItIsStopped() {
    Rounds rounds = Rounds.start(meters, Duration.ofDays(1), this::failingTwice);
    rounds.close();
    assertThat(begun.get()).isZero();
  }
}
