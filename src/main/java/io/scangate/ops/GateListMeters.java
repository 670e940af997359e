package io.scangate.ops;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** What is counted of the lists that an engine publishes, in a Micrometer registry. Shared. */
public final class GateListMeters {
  private static final long NOTHING = Long.MIN_VALUE;

  private static final Duration[] STEPS =
      IntStream.of(50, 100, 250, 500, 1_000, 2_000, 5_000, 15_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  /** In which form a list was published. */
  public enum Form {
    /** All of it. */
    WHOLE,
    /** What changed. */
    CHANGE,
    /** All of it, in the place of changes that are known; nobody is told. */
    FOLDED
  }

  /** Instants of the monotonic clock; {@link #NOTHING} where there is none. */
  private record Meters(
      AtomicLong behindSince, AtomicLong levelAt, Map<Form, Counter> published, Timer delay) {}

  private final LongSupplier nanos;
  private final Map<String, Meters> lists = new HashMap<>();
  private final Counter failures;

  /**
   * Meters in that registry.
   *
   * @param names of the lists
   * @param nanos the monotonic clock
   */
  public GateListMeters(MeterRegistry registry, Collection<String> names, LongSupplier nanos) {
    this.nanos = nanos;
    names.forEach(name -> lists.put(name, meters(registry, name)));
    failures =
        Counter.builder("scangate.gate.list.failures")
            .description("Rounds of publishing lists that failed")
            .register(registry);
  }

  private Meters meters(MeterRegistry registry, String name) {
    AtomicLong since = new AtomicLong(NOTHING);
    TimeGauge.builder(
            "scangate.gate.list.behind", since, TimeUnit.NANOSECONDS, it -> behind(it.get()))
        .description("How long Redis has lacked what the ledger has of a list")
        .tag("list", name)
        .register(registry);
    Map<Form, Counter> published = new EnumMap<>(Form.class);
    for (Form form : Form.values()) {
      published.put(
          form,
          Counter.builder("scangate.gate.list.published")
              .description("Lists and changes of lists that were written to Redis")
              .tag("list", name)
              .tag("form", form.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    Timer delay =
        Timer.builder("scangate.gate.list.delay")
            .description("From a change of a list in the ledger to its being in Redis")
            .tag("list", name)
            .serviceLevelObjectives(STEPS)
            .register(registry);
    return new Meters(since, new AtomicLong(NOTHING), published, delay);
  }

  private double behind(long since) {
    return since == NOTHING ? 0 : nanos.getAsLong() - since;
  }

  private Meters of(String list) {
    return requireNonNull(lists.get(list));
  }

  /**
   * Redis lacks what the ledger has.
   *
   * @param age since the last change in the ledger; it waits no longer than since Redis had all
   */
  public void behind(String list, Duration age) {
    Meters of = of(list);
    long since = nanos.getAsLong() - age.toNanos();
    of.behindSince.compareAndSet(NOTHING, Math.max(since, of.levelAt.get()));
  }

  /** Redis has what the ledger has. */
  public void level(String list) {
    Meters of = of(list);
    long now = nanos.getAsLong();
    long since = of.behindSince.getAndSet(NOTHING);
    if (since != NOTHING) {
      of.delay.record(now - since, TimeUnit.NANOSECONDS);
    }
    of.levelAt.set(now);
  }

  /** It is another engine's to see to it. */
  public void rest(String list) {
    of(list).behindSince.set(NOTHING);
    of(list).levelAt.set(NOTHING);
  }

  /** A list or a change of it was written. */
  public void published(String list, Form form) {
    requireNonNull(of(list).published.get(form)).increment();
  }

  /** A round failed. */
  public void failed() {
    failures.increment();
  }
}
