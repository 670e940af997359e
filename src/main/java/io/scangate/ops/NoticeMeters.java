package io.scangate.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How people are told that their code turned, in a Micrometer registry. Shared. */
public final class NoticeMeters {
  /** By what people are told. */
  public enum By {
    WEBHOOK,
    MAIL;

    /** The value of the label, and the word in the ledger. */
    public String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What came of it. */
  public enum Came {
    TOLD,
    /** It is tried again. */
    FAILED,
    SUPERSEDED,
    UNREACHABLE,
    GIVEN_UP;

    private String tag() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Map<By, Map<Came, Counter>> counters = new EnumMap<>(By.class);
  private final AtomicLong waiting = new AtomicLong();
  private final AtomicLong oldestMillis = new AtomicLong();

  /** Meters in that registry. */
  public NoticeMeters(MeterRegistry registry) {
    for (By by : By.values()) {
      Map<Came, Counter> results = new EnumMap<>(Came.class);
      for (Came came : Came.values()) {
        results.put(
            came,
            Counter.builder("scangate.notices")
                .description("Attempts to tell people that their code turned")
                .tag("channel", by.tag())
                .tag("result", came.tag())
                .register(registry));
      }
      counters.put(by, results);
    }
    Gauge.builder("scangate.notices.waiting", waiting, AtomicLong::get)
        .description("Notices that are not told yet")
        .register(registry);
    Gauge.builder("scangate.notices.oldest.waiting", oldestMillis, millis -> millis.get() / 1_000.0)
        .description("How long ago the first code turned of which is not told yet")
        .baseUnit("seconds")
        .register(registry);
  }

  /** Something came of a notice. */
  public void came(By by, Came came) {
    Map<Came, Counter> results = counters.get(by);
    Counter counter = results == null ? null : results.get(came);
    if (counter != null) {
      counter.increment();
    }
  }

  /** So many wait, the first of them for so long. */
  public void waiting(long number, Duration oldest) {
    waiting.set(number);
    oldestMillis.set(oldest.toMillis());
  }
}
