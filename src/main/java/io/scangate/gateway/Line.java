package io.scangate.gateway;

import io.scangate.verdict.KeyHash;
import io.scangate.verdict.Language;
import io.scangate.verdict.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import org.jspecify.annotations.Nullable;

/**
 * One turnstile line: a WebSocket on which one device scans, with many scans in flight. Confined to
 * its event loop.
 *
 * <p>Where more are in flight than a line may have, or more is written than the peer takes, nothing
 * more is read until that has changed: the peer is slowed down and no scan is lost.
 */
final class Line {
  /** The largest message: the number of a binary one, and a body as of a single scan. */
  static final int MOST_BYTES = BinaryAnswer.NUMBER_BYTES + ScanHandler.MOST_BYTES;

  /** How many scans of one line may wait for Redis. */
  static final int MOST_IN_FLIGHT = 1_024;

  private static final int MOST_UNSENT = 1 << 18;
  private static final short NORMAL = 1_000;
  private static final short GOING_AWAY = 1_001;
  private static final short INVALID = 1_007;
  private static final short POLICY = 1_008;
  private static final short TOO_LARGE = 1_009;

  private final LineHandler lines;
  private final WebSocketInternal socket;
  private final Outbox outbox;
  private final KeyHash key;
  private final Language language;
  private final Runnable gone;
  private @Nullable Device device;
  private @Nullable Devices knownBy;
  private @Nullable Buffer fragments;
  private boolean binary;
  private long messages;
  private long seq;
  private int inFlight;
  private boolean paused;
  private boolean leaving;
  private boolean closing;
  private long quietSince;
  private long pingedAt;
  private long fragmentsSince;
  private long sentAt;

  /**
   * @param gone called when the connection has ended
   */
  Line(LineHandler lines, WebSocketInternal socket, KeyHash key, Language language, Runnable gone) {
    this.lines = lines;
    this.gone = gone;
    this.socket = socket;
    this.outbox = new Outbox(socket.channelHandlerContext(), lines.loop(), this::sent);
    this.key = key;
    this.language = language;
    this.quietSince = lines.second();
    this.pingedAt = quietSince;
    this.sentAt = quietSince;
    socket
        .frameHandler(this::frame)
        .shutdownHandler(shutdown -> leave())
        .exceptionHandler(failure -> {})
        .closeHandler(closed -> closed());
  }

  private void frame(WebSocketFrame frame) {
    switch (frame.type()) {
      case TEXT, BINARY -> {
        binary = frame.isBinary();
        part(frame, frame.binaryData());
      }
      case CONTINUATION -> part(frame, frame.binaryData());
      case PING, PONG -> quietSince = lines.second();
      case CLOSE -> {
        // Nothing may follow the close frame that it is answered with.
        closing = true;
        outbox.close();
      }
    }
  }

  private void part(WebSocketFrame frame, Buffer part) {
    if (closing) {
      return;
    }
    Buffer before = fragments;
    if (part.length() + (before == null ? 0 : before.length()) > MOST_BYTES) {
      end(TOO_LARGE, "too-large");
    } else if (frame.isFinal()) {
      fragments = null;
      quietSince = lines.second();
      scan(before == null ? part : before.appendBuffer(part));
    } else if (before == null) {
      fragments = part.copy();
      fragmentsSince = lines.second();
    } else {
      fragments = before.appendBuffer(part);
    }
  }

  private void scan(Buffer message) {
    Device scanner = device();
    if (scanner == null) {
      return;
    }
    messages++;
    if (!binary) {
      inFlight++;
      lines.scan(scanner, message, 0, new TextScan(++seq));
    } else if (message.length() < BinaryAnswer.NUMBER_BYTES) {
      end(INVALID, "no-number");
    } else {
      inFlight++;
      lines.scan(scanner, message, BinaryAnswer.NUMBER_BYTES, new BinaryScan(message.getInt(0)));
    }
    if (inFlight >= MOST_IN_FLIGHT || outbox.unsent() > MOST_UNSENT) {
      pause();
    }
  }

  /** The device with all that is in force now; null where it is not known any more. */
  private @Nullable Device device() {
    Devices devices = lines.devices();
    if (devices != knownBy) {
      knownBy = devices;
      device = devices.find(key);
    }
    if (device == null) {
      end(POLICY, "unknown-device");
    }
    return device;
  }

  /** The list of devices is another one. */
  void devicesChanged() {
    if (!closing) {
      var _ = device();
    }
  }

  private final class BinaryScan extends ScanOfSeveral {
    private final int number;

    BinaryScan(int number) {
      super(lines.meters());
      this.number = number;
    }

    @Override
    void tell(Verdict verdict, long skewSeconds, long idHigh, long idLow) {
      BinaryAnswer.write(outbox.binary(BinaryAnswer.BYTES), number, verdict, idHigh, idLow);
      answered();
    }

    @Override
    void tell(Unjudged why) {
      BinaryAnswer.write(outbox.binary(BinaryAnswer.BYTES), number, why);
      answered();
    }
  }

  private final class TextScan extends ScanOfSeveral {
    private final long number;

    TextScan(long number) {
      super(lines.meters());
      this.number = number;
    }

    @Override
    void tell(Verdict verdict, long skewSeconds, long idHigh, long idLow) {
      lines.write(outbox, verdict, skewSeconds, idHigh, idLow, language, number);
      answered();
    }

    @Override
    void tell(Unjudged why) {
      byte[] json = why.json(number);
      outbox.text(json, json.length);
      answered();
    }
  }

  private void answered() {
    inFlight--;
    resume();
  }

  private void pause() {
    if (!paused) {
      paused = true;
      var _ = socket.pause();
    }
  }

  private void resume() {
    if (paused
        && !closing
        && inFlight < MOST_IN_FLIGHT / 2
        && outbox.unsent() <= MOST_UNSENT / 2
        && !(leaving && lines.isDrainHalfOver())) {
      paused = false;
      var _ = socket.resume();
    }
  }

  private void sent() {
    sentAt = lines.second();
    resume();
  }

  /** Tells the peer that it is to go, and closes when nothing more comes and all is answered. */
  private void leave() {
    if (closing || leaving) {
      return;
    }
    leaving = true;
    if (messages > 0 && binary) {
      BinaryAnswer.write(outbox.binary(BinaryAnswer.BYTES), 0, Unjudged.LEAVING);
    } else if (messages > 0) {
      byte[] json = Unjudged.LEAVING.json(0);
      outbox.text(json, json.length);
    }
    closeWhenQuiet(messages);
  }

  private void closeWhenQuiet(long before) {
    lines.afterAWhile(
        () -> {
          boolean over = lines.isDrainHalfOver();
          if (over) {
            pause();
          }
          if (inFlight == 0 && (over || messages == before)) {
            end(GOING_AWAY, "leaving");
          } else if (!closing) {
            closeWhenQuiet(messages);
          }
        });
  }

  /**
   * Ends what takes too long: silence, half a message, a peer that does not read.
   *
   * @param now the second of the sweep
   */
  void sweep(long now) {
    if (outbox.unsent() == 0 && !closing) {
      sentAt = now;
    }
    if (now - sentAt > lines.patience()) {
      abort();
    } else if (closing) {
      return;
    } else if (fragments != null && now - fragmentsSince > lines.patience()) {
      end(POLICY, "slow-message");
    } else if (now - quietSince > lines.idle()) {
      end(NORMAL, "idle");
    } else if (now - Math.max(quietSince, pingedAt) > lines.idle() / 2) {
      pingedAt = now;
      var _ = socket.writePing(Buffer.buffer());
    }
  }

  /** Sends what there is, then closes; scans without an answer were not judged, or not told. */
  private void end(short code, String reason) {
    if (!closing) {
      outbox.flush();
      outbox.close();
      closing = true;
      sentAt = lines.second();
      // Read on, for the peer's own close frame stands behind what it sent.
      var _ = socket.resume();
      var _ = socket.close(code, reason);
    }
  }

  /** Closes without a word to a peer that takes none. */
  private void abort() {
    closing = true;
    outbox.close();
    var _ = socket.channelHandlerContext().close();
  }

  private void closed() {
    closing = true;
    outbox.close();
    lines.closed();
    gone.run();
  }
}
