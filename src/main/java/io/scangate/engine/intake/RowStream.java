package io.scangate.engine.intake;

import io.scangate.engine.Body;
import io.scangate.engine.Body.Next;
import io.scangate.engine.Problem;
import io.scangate.engine.StrictJson;
import io.scangate.engine.intake.Lines.Line;
import io.scangate.ops.IntakeMeters.Outcome;
import io.scangate.ops.IntakeMeters.Reason;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * A stream of rows, one a line, and its answer. Confined to the virtual thread that serves it.
 *
 * <p>A chunk is read, committed and answered before the socket is read on, and its answer is with
 * the sender's TCP before the next is taken; so neither a fast sender nor a slow reader makes it
 * hold more than a chunk.
 */
final class RowStream {
  private final RoutingContext context;
  private final Delivery delivery;
  private final StreamParts parts;
  private final Body body;
  private final Lines lines;
  private final Queue<Line> waiting = new ArrayDeque<>();
  private final Tally tally = new Tally();
  private long position;
  private boolean ended;

  RowStream(RoutingContext context, Delivery delivery, StreamParts parts) {
    this.context = context;
    this.delivery = delivery;
    this.parts = parts;
    this.body = new Body(context.vertx(), context.request());
    this.lines = new Lines(parts.settings().mostLine());
  }

  /** Serves it to its end. */
  void run() {
    while (true) {
      List<Reading> chunk = new ArrayList<>();
      Optional<Problem> broken = read(chunk);
      if (!chunk.isEmpty() && !take(chunk)) {
        return;
      }
      if (broken.isPresent()) {
        stop(broken.get());
        return;
      }
      if (ended && waiting.isEmpty()) {
        finish();
        return;
      }
      if (parts.drain().hasBegun()) {
        stop(Problem.away("The engine ends; send the rows after 'through' again."));
        return;
      }
    }
  }

  /** Reads a chunk, or as much of one as there is; tells what breaks the stream off behind it. */
  private Optional<Problem> read(List<Reading> chunk) {
    FactsSettings settings = parts.settings();
    Instant now = parts.clock().instant();
    while (true) {
      while (!waiting.isEmpty() && chunk.size() < settings.chunk()) {
        chunk.add(read(waiting.remove(), now));
      }
      if (ended || chunk.size() == settings.chunk()) {
        return Optional.empty();
      }
      switch (body.next(chunk.isEmpty() ? settings.patience() : settings.linger())) {
        case Next.Piece(var bytes) -> waiting.addAll(lines.add(bytes));
        case Next.End() -> {
          ended = true;
          waiting.addAll(lines.end());
        }
        case Next.Nothing() -> {
          return chunk.isEmpty()
              ? Optional.of(
                  Problem.of(408, "slow-body", "The stream was silent too long", "Go on anew."))
              : Optional.empty();
        }
        case Next.Gone() -> {
          return Optional.of(Problem.of(400, "gone", "The stream has no end", "Go on anew."));
        }
      }
    }
  }

  private Reading read(Line line, Instant now) {
    position++;
    return switch (line) {
      case Line.TooLong() ->
          new Reading.Refused(
              position,
              Optional.empty(),
              new Refusal(
                  Reason.TOO_LARGE,
                  "row " + position + ": longer than " + parts.settings().mostLine() + " bytes"));
      case Line.Text(var bytes) ->
          parts
              .reader()
              .read(
                  position,
                  StrictJson.parse(bytes.getBytes()).orElse(null),
                  delivery.source(),
                  now);
    };
  }

  /** Has a chunk committed and answers it; false where the stream is over by that. */
  private boolean take(List<Reading> chunk) {
    List<RowResult> results;
    try {
      results = parts.intake().take(delivery, chunk);
    } catch (RuntimeException failure) {
      if (!context.response().headWritten()) {
        throw failure;
      }
      stop(parts.answers().problem(context, failure));
      return false;
    }
    tally.add(results);
    Buffer answer = Buffer.buffer();
    for (RowResult result : results) {
      if (result.outcome() == Outcome.REFUSED || result.outcome() == Outcome.HELD) {
        line(answer, result.json());
      }
    }
    line(answer, state());
    return write(answer);
  }

  private JsonObject state() {
    return new JsonObject().put("through", tally.rows()).mergeIn(tally.json());
  }

  private static void line(Buffer answer, JsonObject json) {
    answer.appendBuffer(json.toBuffer()).appendByte((byte) '\n');
  }

  /** Waits until the sender takes it; one who does not read is left after a while. */
  private boolean write(Buffer answer) {
    HttpServerResponse response = context.response();
    begin(response);
    try {
      response
          .write(answer)
          .timeout(parts.settings().patience().toMillis(), TimeUnit.MILLISECONDS)
          .await();
      return true;
    } catch (Exception gone) {
      var _ = context.request().connection().close();
      return false;
    }
  }

  private static void begin(HttpServerResponse response) {
    if (!response.headWritten()) {
      var _ =
          response
              .setStatusCode(202)
              .setChunked(true)
              .putHeader(HttpHeaders.CONTENT_TYPE, "application/x-ndjson");
    }
  }

  private void finish() {
    if (tally.rows() == 0) {
      parts
          .answers()
          .tell(
              context,
              Problem.of(400, "malformed", "The stream has no rows", "Send a row a line."));
      return;
    }
    Buffer last = Buffer.buffer();
    line(last, new JsonObject().put("end", true).mergeIn(state()));
    begin(context.response());
    var _ = context.response().end(last);
  }

  /** Ends the answer before the stream has ended. */
  private void stop(Problem problem) {
    HttpServerResponse response = context.response();
    if (!response.headWritten()) {
      parts.answers().tell(context, problem);
      return;
    }
    Buffer last = Buffer.buffer();
    line(last, state().put("problem", problem.json(delivery.request())));
    var _ = response.end(last).onComplete(done -> context.request().connection().close());
  }
}
