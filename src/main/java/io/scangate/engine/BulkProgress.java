package io.scangate.engine;

import io.scangate.ledger.WorkQueue.Aim;
import io.scangate.ledger.WorkQueue.Task;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log how work on many people comes on; it names no person. Confined to its thread. */
final class BulkProgress {
  private static final Logger LOG = LoggerFactory.getLogger(BulkProgress.class);
  private static final int STEP_PERCENT = 10;

  void admitted(int partition, Aim.Admit policy) {
    LOG.info(
        "The policy {} judges in partition {}, from {}",
        policy.version(),
        partition,
        policy.inForceFrom());
  }

  /** Some people more are done; told at every tenth and at the end. */
  void moved(int partition, Task task, int people, boolean finished, Instant now) {
    long done = task.done() + people;
    if (finished) {
      LOG.info(
          "{} is done in partition {}: {} people, {} a second",
          name(task),
          partition,
          done,
          rate(task, done, now));
    } else if (percent(task, done) / STEP_PERCENT > percent(task, task.done()) / STEP_PERCENT) {
      LOG.info(
          "{} in partition {}: {} %, {} people a second",
          name(task), partition, percent(task, done), rate(task, done, now));
    }
  }

  private static String name(Task task) {
    return switch (task.aim()) {
      case Aim.Reach(var area) -> "Designation " + area.id();
      case Aim.Admit it -> "Admitting policy " + it.version();
      case Aim.Judge it -> "Judging by policy " + it.version();
    };
  }

  private static long percent(Task task, long done) {
    return Math.min(100, 100 * done / Math.max(1, task.total()));
  }

  private static long rate(Task task, long done, Instant now) {
    return done * 1_000 / Math.max(1, Duration.between(task.since(), now).toMillis());
  }
}
