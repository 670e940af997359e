package io.scangate.gateway;

import io.scangate.credential.Claims;
import io.scangate.health.Standing;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Verdict;

/** Where scans of identified people are recorded. Confined to its event loop. */
@FunctionalInterface
public interface ScanSink {
  /**
   * A person was scanned. It returns at once; the record is kept or dropped on its own account.
   *
   * @param person the reference of the person
   * @param standing what their code was judged by
   * @param now in microseconds since 1970
   */
  void scanned(
      long idHigh,
      long idLow,
      long person,
      Claims claims,
      Standing standing,
      Gate gate,
      Verdict verdict,
      long now);
}
