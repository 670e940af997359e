package io.scangate.gateway;

import io.scangate.ops.LoopMeters.Shed;
import io.scangate.verdict.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** One {@code POST /v1/scans} whose device is known. Confined to its event loop. */
final class ScanRequest extends BodyRequest implements Answer {
  private final ScanHandler scans;
  private final Device device;
  private final BodyType type;

  ScanRequest(
      ScanHandler scans,
      HttpServerRequest request,
      Seat seat,
      Refusals refusals,
      Device device,
      BodyType type) {
    super(request, seat, refusals, ScanHandler.MOST_BYTES, Problem.TOO_LARGE);
    this.scans = scans;
    this.device = device;
    this.type = type;
  }

  @Override
  void whole(@Nullable Buffer body) {
    scans.scan(device.gate(), type, body, this);
  }

  @Override
  public void judged(Verdict verdict, long skewSeconds, long idHigh, long idLow) {
    scans.tell(answer(), seat(), verdict, skewSeconds, idHigh, idLow);
  }

  @Override
  public void shed(Shed why) {
    scans.countShed(why);
    refuse(Problem.BUSY);
  }

  @Override
  public void failed(Throwable why) {
    scans.logFailure(why);
    refuse(Problem.FAILED);
  }
}
