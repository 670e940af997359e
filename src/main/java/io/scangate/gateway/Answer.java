package io.scangate.gateway;

import io.scangate.ops.LoopMeters.Shed;
import io.scangate.verdict.Verdict;

/** Where the answer to one scan goes. Confined to the event loop of the scan. */
interface Answer {
  /**
   * The scan was judged.
   *
   * @param skewSeconds how far the code was out of its time by the gateway's clock; 0 where that
   *     does not apply
   */
  void judged(Verdict verdict, long skewSeconds, long idHigh, long idLow);

  /** The scan was shed for want of room or time. */
  void shed(Shed why);

  /** The scan failed in a way that nobody expected. */
  void failed(Throwable why);
}
