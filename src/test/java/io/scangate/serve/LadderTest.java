package io.scangate.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LadderTest {
  private final List<String> told = new ArrayList<>();
  private final Ladder ladder = new Ladder(() -> 0);

  private void rung(String name) throws Exception {
    String started =
        ladder.step(
            name,
            () -> {
              told.add("start " + name);
              return name;
            },
            what -> told.add("stop " + what));
    assertThat(started).isEqualTo(name);
  }

  @Test
  void stopsInTheReverseOfTheOrderInWhichItStarted() throws Exception {
    rung("redis");
    rung("gateway");
    ladder.close();
    ladder.close();
    assertThat(told).containsExactly("start redis", "start gateway", "stop gateway", "stop redis");
  }

  @Test
  void oneThatFailsToStopDoesNotKeepTheOthersUp() throws Exception {
    rung("redis");
    ladder.step(
        "broken",
        () -> 1,
        one -> {
          throw new IOException("cannot");
        });
    ladder.close();
    assertThat(told).containsExactly("start redis", "stop redis");
  }

  @Test
  void oneThatFailsToStartIsNotStopped() throws Exception {
    rung("redis");
    assertThatThrownBy(
            () ->
                ladder.step(
                    "broken",
                    () -> {
                      throw new IOException("cannot");
                    },
                    nothing -> told.add("stop broken")))
        .isInstanceOf(IOException.class);
    ladder.close();
    assertThat(told).containsExactly("start redis", "stop redis");
  }

  @Test
  void nothingStartsAfterItWasClosed() {
    ladder.close();
    assertThatThrownBy(() -> rung("late")).isInstanceOf(InterruptedException.class);
    assertThat(told).isEmpty();
  }
}
