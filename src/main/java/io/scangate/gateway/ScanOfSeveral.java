package io.scangate.gateway;

import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Shed;
import io.scangate.verdict.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the answer to one scan goes that is not the only one of its request: of a line, or of a
 * batch. It is answered once, whatever happens. Confined to its event loop.
 */
abstract class ScanOfSeveral implements Answer {
  private static final Logger LOG = LoggerFactory.getLogger(ScanOfSeveral.class);

  private final LoopMeters meters;
  private boolean answered;

  ScanOfSeveral(LoopMeters meters) {
    this.meters = meters;
  }

  /** Tells the verdict. */
  abstract void tell(Verdict verdict, long skewSeconds, long idHigh, long idLow);

  /** Tells that there is no verdict, and why. */
  abstract void tell(Unjudged why);

  @Override
  public final void judged(Verdict verdict, long skewSeconds, long idHigh, long idLow) {
    if (!answered) {
      answered = true;
      tell(verdict, skewSeconds, idHigh, idLow);
    }
  }

  @Override
  public final void shed(Shed why) {
    meters.shed(why);
    unjudged(Unjudged.BUSY);
  }

  @Override
  public final void failed(Throwable why) {
    LOG.error("a scan failed", why);
    unjudged(Unjudged.FAILED);
  }

  final void unjudged(Unjudged why) {
    if (!answered) {
      answered = true;
      tell(why);
    }
  }
}
