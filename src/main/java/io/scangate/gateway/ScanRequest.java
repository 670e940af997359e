package io.scangate.gateway;

import io.scangate.verdict.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * One {@code POST /v1/scans} whose device is known: its body is collected, scanned and answered.
 * Confined to its event loop.
 */
final class ScanRequest implements Answer {
  private final ScanHandler scans;
  private final HttpServerRequest request;
  private final Seat seat;
  private final Device device;
  private final BodyType type;
  private @Nullable Buffer body;
  private boolean answered;

  ScanRequest(
      ScanHandler scans, HttpServerRequest request, Seat seat, Device device, BodyType type) {
    this.scans = scans;
    this.request = request;
    this.seat = seat;
    this.device = device;
    this.type = type;
  }

  /** A part of the body has come. */
  void arrived(Buffer part) {
    if (answered) {
      return;
    }
    if (part.length() + (body == null ? 0 : body.length()) > ScanHandler.MOST_BYTES) {
      refuse(Problem.TOO_LARGE);
    } else {
      body = body == null ? part : body.appendBuffer(part);
    }
  }

  /** The body is whole. */
  void ended() {
    if (answered) {
      return;
    }
    try {
      scans.scan(device.gate(), type, body, this);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** The body does not come. */
  void tookTooLong() {
    refuse(Problem.SLOW_BODY);
  }

  /** The request is no scan. */
  void refuse(Problem problem) {
    if (!answered) {
      answered = true;
      scans.refuse(request, seat, problem);
    }
  }

  @Override
  public void judged(Verdict verdict, long skewSeconds, long idHigh, long idLow) {
    answered = true;
    scans.tell(request, verdict, skewSeconds, idHigh, idLow);
  }

  @Override
  public void shed() {
    scans.shedWaiting();
    refuse(Problem.BUSY);
  }

  @Override
  public void failed(Throwable why) {
    scans.logFailure(why);
    refuse(Problem.FAILED);
  }
}
