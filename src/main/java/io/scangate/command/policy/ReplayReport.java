package io.scangate.command.policy;

import io.scangate.scenario.Missed;
import io.scangate.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;

/** What is told of replayed scenarios. Confined to one thread. */
interface ReplayReport {
  /**
   * A scenario was judged.
   *
   * @param missed the expectations that were not met
   */
  void judged(Path file, Scenario scenario, List<Missed> missed);

  /** A file could not be read. */
  void refused(Path file, String message);

  /** All are done. */
  void close(ReplayCount count);
}
