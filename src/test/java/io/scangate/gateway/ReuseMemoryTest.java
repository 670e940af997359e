package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.credential.Claims;
import io.scangate.credential.Kind;
import io.scangate.gateway.ReuseMemory.Use;
import io.scangate.health.Colour;
import io.scangate.ops.PrometheusScanMeters;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Orders;
import io.scangate.verdict.Outcome;
import io.scangate.verdict.Reason;
import io.scangate.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReuseMemoryTest {
  private static final long SECOND = 1_000_000;
  private static final long NOW = 1_646_000_000 * SECOND;
  private static final Verdict ADMITTED =
      new Verdict(Outcome.ADMIT, Reason.GREEN, Colour.GREEN, Basis.LIVE, 1);
  private static final Gate NORTH = gate("north", "station");
  private static final Gate SOUTH = gate("south", "station");
  private static final Gate MUSEUM = gate("museum", "museum");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ReuseMemory memory =
      new ReuseMemory(1_024, Duration.ofSeconds(30), PrometheusScanMeters.in(registry));
  private long ids;

  private static Gate gate(String id, String site) {
    return Gate.of(TestDoors.checkpoint(id, site, "transit"), TestDoors.RULES, Orders.NONE);
  }

  private static Claims code(long serial) {
    return code(serial, NOW / SECOND + 60);
  }

  private static Claims code(long serial, long exp) {
    return new Claims("4403", exp, exp - 60, serial, serial, Colour.GREEN, Kind.PHONE, true, 7);
  }

  private Use use(Claims claims, Gate gate, long now) {
    return memory.use(claims, gate, 0, ++ids, ADMITTED, now);
  }

  @Test
  void aRepetitionWithinTheWindowIsARetryOfTheFirst() {
    assertThat(use(code(1), NORTH, NOW)).isInstanceOf(Use.First.class);
    Use.Retry retry = new Use.Retry(new ScanId(0, 1), true);
    assertThat(use(code(1), NORTH, NOW + 5 * SECOND)).isEqualTo(retry);
    assertThat(use(code(1), NORTH, NOW + 5 * SECOND + 1)).isInstanceOf(Use.Again.class);
  }

  @Test
  void aRetryTellsWhetherTheEarlierVerdictSaidTheSame() {
    Verdict later = new Verdict(Outcome.ADMIT, Reason.GREEN, Colour.GREEN, Basis.LIVE, 2);
    Verdict red = new Verdict(Outcome.REFUSE, Reason.RED, Colour.RED, Basis.LIVE, 1);
    assertThat(use(code(1), NORTH, NOW)).isInstanceOf(Use.First.class);
    assertThat(memory.use(code(1), NORTH, 0, 2, later, NOW + 1))
        .isEqualTo(new Use.Retry(new ScanId(0, 1), true));
    assertThat(memory.use(code(1), NORTH, 0, 3, red, NOW + 2))
        .isEqualTo(new Use.Retry(new ScanId(0, 1), false));
  }

  @Test
  void aCheckpointIsTheSameUnderALaterList() {
    assertThat(use(code(1), gate("north", "station"), NOW)).isInstanceOf(Use.First.class);
    assertThat(use(code(1), gate("north", "station"), NOW + 1)).isInstanceOf(Use.Retry.class);
  }

  @Test
  void serialsThatAgreeInOneWordAreTwoCodes() {
    long exp = NOW / SECOND + 60;
    Claims other = new Claims("4403", exp, exp - 60, 2, 1, Colour.GREEN, Kind.PHONE, true, 7);
    assertThat(use(code(1), NORTH, NOW)).isInstanceOf(Use.First.class);
    assertThat(use(other, MUSEUM, NOW)).isInstanceOf(Use.First.class);
  }

  @Test
  void anotherDoorOfTheSiteIsNoReuseAnotherSiteIs() {
    assertThat(use(code(1), NORTH, NOW)).isInstanceOf(Use.First.class);
    assertThat(use(code(1), MUSEUM, NOW + 1)).isInstanceOf(Use.Again.class);
    assertThat(use(code(1), SOUTH, NOW + 2)).isInstanceOf(Use.First.class);
    assertThat(use(code(1), NORTH, NOW + 6 * SECOND)).isInstanceOf(Use.Again.class);
    assertThat(use(code(1), SOUTH, NOW + 3 * SECOND)).isInstanceOf(Use.Retry.class);
    assertThat(use(code(2), MUSEUM, NOW)).isInstanceOf(Use.First.class);
  }

  @Test
  void aUseIsForgottenWhenItsCodeCannotBeReadAnyMore() {
    long end = NOW + 90 * SECOND;
    assertThat(use(code(1), NORTH, NOW)).isInstanceOf(Use.First.class);
    assertThat(use(code(1), MUSEUM, end)).isInstanceOf(Use.Again.class);
    assertThat(use(code(1), MUSEUM, end + 1)).isInstanceOf(Use.First.class);
    assertThat(registry.scrape()).contains("scangate_forgotten_uses_total 0.0");
  }

  @Test
  void whereThereIsNoRoomTheOneThatExpiresFirstGivesWay() {
    long exp = NOW / SECOND + 60;
    for (int i = 0; i < 8; i++) {
      assertThat(use(code(1L << 40 | (long) i << 32, exp + i), NORTH, NOW))
          .isInstanceOf(Use.First.class);
    }
    assertThat(use(code(2L << 40, exp + 100), NORTH, NOW)).isInstanceOf(Use.First.class);
    assertThat(registry.scrape()).contains("scangate_forgotten_uses_total 1.0");
    assertThat(use(code(1L << 40 | 1L << 32, exp + 1), MUSEUM, NOW)).isInstanceOf(Use.Again.class);
    assertThat(use(code(1L << 40, exp), MUSEUM, NOW)).isInstanceOf(Use.First.class);
  }

  @Test
  void ofManyAtOnceExactlyOneIsTheFirst() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 1; round <= 500; round++) {
        Claims claims = code(round);
        CyclicBarrier together = new CyclicBarrier(4);
        List<Callable<Use>> doors =
            IntStream.range(0, 4)
                .<Callable<Use>>mapToObj(
                    door -> {
                      Gate gate = gate("door-" + door, "site-" + door);
                      return () -> {
                        together.await();
                        return memory.use(claims, gate, 1, door, ADMITTED, NOW);
                      };
                    })
                .toList();
        int first = 0;
        for (Future<Use> use : threads.invokeAll(doors)) {
          first += use.get() instanceof Use.First ? 1 : 0;
        }
        assertThat(first).isOne();
      }
    }
  }
}
