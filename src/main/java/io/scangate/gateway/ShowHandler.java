package io.scangate.gateway;

import io.scangate.credential.HolderToken;
import io.scangate.credential.TokenReading;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import io.scangate.health.Freshness;
import io.scangate.health.Standing;
import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Shed;
import io.scangate.qr.QrImage;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/code}: the fresh code of whoever holds the token, or of their family. Confined to
 * its event loop.
 *
 * <p>The code is made here, under the epoch key that this gateway holds, in the colour that it
 * knows: nobody is asked. Its limits are its own, so that a city that shows does not stop one that
 * scans.
 */
final class ShowHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ShowHandler.class);
  private static final String SCHEME = "Bearer ";
  private static final String MEMBER = "member";
  private static final int PIXELS_A_MODULE = 8;
  private static final int MOST_IMAGES = 64;
  private static final int IMAGE_THREADS = 2;

  private final SharedParts shared;
  private final LoopParts own;
  private final Refusals refusals;
  private final LoopMeters meters;
  private final WorkerExecutor images;
  private final WaitLimit waiting;
  private int drawing;

  ShowHandler(
      Vertx vertx, SharedParts shared, LoopParts own, Refusals refusals, LoopMeters meters) {
    this.shared = shared;
    this.own = own;
    this.refusals = refusals;
    this.meters = meters;
    this.waiting = new WaitLimit(shared.settings().mostWaiting(), shared.nanos());
    this.images = vertx.createSharedWorkerExecutor("scangate-images", IMAGE_THREADS);
  }

  /** One code that is asked for. */
  private record Show(
      HttpServerRequest request, Seat seat, CodeForm form, long person, long begun) {}

  /** Answers a request to this address. */
  void handle(HttpServerRequest request, Seat seat) {
    long begun = shared.nanos().getAsLong();
    if (!request.method().equals(HttpMethod.GET)) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET");
      refusals.refuse(request, seat, Problem.WRONG_METHOD);
      return;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    switch (own.holders().open(tokenIn(authorization), seconds())) {
      case TokenReading.Forged _ -> refusals.refuse(request, seat, Problem.UNKNOWN_HOLDER);
      case TokenReading.Expired _ -> refusals.refuse(request, seat, Problem.EXPIRED_TOKEN);
      case TokenReading.Good(HolderToken token) -> handle(request, seat, token, begun);
    }
  }

  private static String tokenIn(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? authorization.substring(SCHEME.length())
        : "";
  }

  private void handle(HttpServerRequest request, Seat seat, HolderToken token, long begun) {
    CodeForm form = CodeForm.of(request.getHeader(HttpHeaders.ACCEPT));
    OptionalInt member = member(request.query());
    if (form == null) {
      refusals.refuse(request, seat, Problem.NOT_ACCEPTABLE);
    } else if (member.isEmpty()) {
      refusals.refuse(request, seat, Problem.BAD_MEMBER);
    } else if (member.getAsInt() > token.family().size()) {
      refusals.refuse(request, seat, Problem.NO_MEMBER);
    } else if (!shared.shows().tryAcquire(begun)) {
      refusals.shed(request, seat, Shed.SHOWS);
    } else {
      long person =
          member.getAsInt() == 0 ? token.holder() : token.family().get(member.getAsInt() - 1);
      lookUp(new Show(request, seat, form, person, begun));
    }
  }

  /** The number of the member, 0 for the holder; empty where the query is anything else. */
  private static OptionalInt member(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return OptionalInt.of(0);
    }
    if (query.length() != MEMBER.length() + 2 || !query.startsWith(MEMBER + "=")) {
      return OptionalInt.empty();
    }
    int digit = Character.digit(query.charAt(MEMBER.length() + 1), 10);
    return digit < 0 ? OptionalInt.empty() : OptionalInt.of(digit);
  }

  private void lookUp(Show show) {
    Standing near = own.codes().near(show.person());
    if (near != null) {
      answer(show, near);
    } else if (!waiting.tryEnter()) {
      refusals.shed(show.request(), show.seat(), Shed.SHOWS);
    } else {
      long since = shared.nanos().getAsLong();
      var _ =
          own.codes()
              .fetch(show.person())
              .onComplete(
                  fetched -> {
                    Standing standing =
                        fetched.succeeded() ? fetched.result() : Standing.Unanswered.INSTANCE;
                    waiting.left(since, !(standing instanceof Standing.Unanswered));
                    answer(show, standing);
                  });
    }
  }

  private void answer(Show show, Standing standing) {
    switch (standing) {
      case Standing.Known(CodeStatus status, Freshness _) -> {
        if (status.registered() && !status.withdrawn() && status.colour() != Colour.NONE) {
          issue(show, status.colour());
        } else {
          refusals.refuse(show.request(), show.seat(), Problem.NO_CODE);
        }
      }
      case Standing.Absent _ -> refusals.refuse(show.request(), show.seat(), Problem.NO_CODE);
      case Standing.Unanswered _ ->
          refusals.refuse(show.request(), show.seat(), Problem.UNAVAILABLE);
    }
  }

  private void issue(Show show, Colour colour) {
    own.issuer()
        .issue(show.person(), colour, seconds())
        .ifPresentOrElse(
            code -> draw(show, code),
            () -> refusals.refuse(show.request(), show.seat(), Problem.UNAVAILABLE));
  }

  private void draw(Show show, byte[] code) {
    switch (show.form()) {
      case TEXT -> tell(show, Buffer.buffer(code));
      case SVG, PNG -> {
        if (drawing >= MOST_IMAGES) {
          refusals.shed(show.request(), show.seat(), Shed.SHOWS);
          return;
        }
        drawing++;
        var _ =
            images
                .executeBlocking(() -> image(show.form(), code), false)
                .onComplete(drawn -> drawing--)
                .onSuccess(image -> tell(show, image))
                .onFailure(failure -> failed(show, failure));
      }
    }
  }

  /** Drawing takes a hundred times as long as making the code: no event loop waits for it. */
  private static Buffer image(CodeForm form, byte[] code) {
    QrImage image = QrImage.of(new String(code, StandardCharsets.US_ASCII));
    return form == CodeForm.PNG
        ? Buffer.buffer(image.png(PIXELS_A_MODULE))
        : Buffer.buffer(image.svg());
  }

  private void tell(Show show, Buffer body) {
    HttpServerResponse response = show.request().response();
    if (response.closed()) {
      return;
    }
    meters.shown(show.form().counted(), shared.nanos().getAsLong() - show.begun());
    refusals.tellEnd(show.request(), show.seat());
    var _ =
        response
            .putHeader(HttpHeaders.CONTENT_TYPE, show.form().mediaType())
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(body);
  }

  private void failed(Show show, Throwable why) {
    LOG.error("a code was not drawn", why);
    refusals.refuse(show.request(), show.seat(), Problem.FAILED);
  }

  private long seconds() {
    return TimeUnit.MICROSECONDS.toSeconds(shared.micros());
  }
}
