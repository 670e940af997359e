package io.scangate.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What of the procedures is late, in a Micrometer registry. Shared. */
public final class QueueMeters {
  /** What people and staff wait for. */
  public enum Queue {
    /** Steps of corrections and manual reviews. */
    CORRECTIONS,
    /** Decisions on appeals. */
    RECONSIDERATIONS;

    private String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Late(AtomicLong number, AtomicLong oldestMillis) {}

  private final Map<Queue, Late> queues = new EnumMap<>(Queue.class);

  /** Meters in that registry. */
  public QueueMeters(MeterRegistry registry) {
    for (Queue queue : Queue.values()) {
      Late late = new Late(new AtomicLong(), new AtomicLong());
      queues.put(queue, late);
      Gauge.builder("scangate.casework.late", late.number, AtomicLong::get)
          .description("Steps of procedures that were due and are not taken")
          .tag("queue", queue.tag())
          .register(registry);
      Gauge.builder(
              "scangate.casework.oldest.late", late.oldestMillis, millis -> millis.get() / 1_000.0)
          .description("How long the first of them has been late")
          .baseUnit("seconds")
          .tag("queue", queue.tag())
          .register(registry);
    }
  }

  /** So many steps of a queue are late, the first of them for so long. */
  public void late(Queue queue, long number, Duration oldest) {
    Late late = queues.get(queue);
    if (late != null) {
      late.number.set(number);
      late.oldestMillis.set(oldest.toMillis());
    }
  }
}
