package io.scangate.ops;

import static io.scangate.ops.Window.ANY;
import static io.scangate.ops.Window.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.scangate.ops.Window.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static Interval interval(String before, String after, double seconds) {
    return new Interval(Exposition.parse(before), Exposition.parse(after), seconds);
  }

  @Test
  void aRateIsTheRiseOfAllProcessesASecond() {
    Window window =
        new Window(
            List.of(
                interval("a{k=\"x\"} 10\na{k=\"y\"} 5", "a{k=\"x\"} 30\na{k=\"y\"} 5", 2),
                interval("a{k=\"x\"} 0", "a{k=\"x\"} 5", 1)));
    assertThat(window.rate("a", ANY)).hasValue(15);
    assertThat(window.rate("a", where("k", "y"))).hasValue(0);
    assertThat(window.rate("b", ANY)).isEmpty();
  }

  @Test
  void aCounterThatBeganAgainCountsFromNothing() {
    Window window = new Window(List.of(interval("a 1000", "a 6", 2)));
    assertThat(window.rate("a", ANY)).hasValue(3);
  }

  @Test
  void aSeriesThatIsNewCountsFromNothing() {
    Window window = new Window(List.of(interval("", "a 8", 4)));
    assertThat(window.rate("a", ANY)).hasValue(2);
  }

  @Test
  void aQuantileIsThatOfTheIntervalAlone() {
    String before =
        "h_bucket{le=\"0.1\"} 1000\nh_bucket{le=\"0.2\"} 1000\nh_bucket{le=\"+Inf\"} 1000";
    String after =
        "h_bucket{le=\"0.1\"} 1000\nh_bucket{le=\"0.2\"} 1100\nh_bucket{le=\"+Inf\"} 1100";
    Window window = new Window(List.of(interval(before, after, 1)));
    assertThat(window.quantile("h", 0.5, ANY).orElseThrow()).isEqualTo(0.15, within(1e-9));
  }

  @Test
  void aQuantileBeyondTheLastBoundIsThatBound() {
    Window window =
        new Window(List.of(interval("", "h_bucket{le=\"0.1\"} 1\nh_bucket{le=\"+Inf\"} 100", 1)));
    assertThat(window.quantile("h", 0.99, ANY)).hasValue(0.1);
  }

  @Test
  void nothingCountedHasNoQuantile() {
    String same = "h_bucket{le=\"0.1\"} 7\nh_bucket{le=\"+Inf\"} 9";
    assertThat(new Window(List.of(interval(same, same, 1))).quantile("h", 0.5, ANY)).isEmpty();
    assertThat(new Window(List.of()).quantile("h", 0.5, ANY)).isEmpty();
  }

  @Test
  void gaugesAreThoseOfNow() {
    Window window =
        new Window(
            List.of(
                interval("g{p=\"0\"} 9", "g{p=\"0\"} 1\ng{p=\"1\"} 4", 1),
                interval("", "g{p=\"0\"} 2\ng{p=\"1\"} NaN", 1)));
    assertThat(window.highest("g", ANY)).hasValue(4);
    assertThat(window.lowest("g", ANY)).hasValue(1);
    assertThat(window.sum("g", where("p", "0"))).hasValue(3);
    assertThat(window.values("g", "p")).containsExactly("0", "1");
  }
}
