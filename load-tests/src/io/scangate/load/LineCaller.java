package io.scangate.load;

import io.netty.buffer.ByteBuf;
import io.scangate.verdict.Basis;
import io.scangate.verdict.Reason;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Scans on a turnstile line, by binary messages. Confined to the generator's event loop.
 *
 * <p>Messages of one tick of the generator are written at once, as a controller does that has many
 * turnstiles: a write to the socket for each would cost more than the rest.
 */
final class LineCaller extends Caller {
  private static final int NUMBER = 4;
  private static final int ANSWER = 24;
  private static final int MASK = 1 << 16;
  private static final int BUSY = 64;
  private static final int OVER_RATE = 65;
  private static final int SHORT_MOST = 125;
  private static final int FIRST_BYTES = 4_096;
  private static final Map<Integer, Reason> REASONS =
      Arrays.stream(Reason.values()).collect(Collectors.toMap(Reason::wire, Function.identity()));

  private final WebSocketClient client;
  private final @Nullable Call[] calls = new Call[MASK];
  private @Nullable WebSocketInternal socket;
  private @Nullable ByteBuf gathered;
  private int last;

  LineCaller(Fleet fleet, WebSocketClient client, String key, int target) {
    super(fleet, key, Wire.LINE.inFlight(), target);
    this.client = client;
  }

  @Override
  Future<?> dial(Target to) {
    return client
        .connect(
            new WebSocketConnectOptions()
                .setHost(Target.HOST)
                .setPort(to.port(Wire.LINE))
                .setURI("/v1/gate")
                .addHeader("Authorization", "Bearer " + key()))
        .onSuccess(this::opened);
  }

  private void opened(WebSocket made) {
    socket = (WebSocketInternal) made;
    made.binaryMessageHandler(this::answered);
    made.exceptionHandler(failure -> {});
    made.closeHandler(
        closed -> {
          if (made.equals(socket)) {
            socket = null;
            Arrays.fill(calls, null);
            drop();
            lost();
          }
        });
  }

  @Override
  void transmit(Call call) {
    WebSocketInternal on = socket;
    if (on == null) {
      vacated();
      end(call, Fate.FAILED);
      return;
    }
    ByteBuf out = gathered;
    if (out == null) {
      out = on.channelHandlerContext().alloc().buffer(FIRST_BYTES);
      gathered = out;
      fleet().gathered(this);
    }
    last = Math.max(1, last + 1 & Integer.MAX_VALUE);
    calls[last & MASK - 1] = call;
    byte[] code = call.shot().text();
    int payload = NUMBER + code.length;
    out.writeByte(0x82);
    if (payload <= SHORT_MOST) {
      out.writeByte(0x80 | payload);
    } else {
      out.writeByte(0x80 | SHORT_MOST + 1).writeShort(payload);
    }
    // A mask of zeros is a mask: the gateway does not know that it changes nothing.
    out.writeInt(0).writeInt(last).writeBytes(code);
  }

  @Override
  void flush() {
    ByteBuf out = gathered;
    WebSocketInternal on = socket;
    if (out != null && on != null) {
      gathered = null;
      var _ = on.channelHandlerContext().writeAndFlush(out);
    }
  }

  private void drop() {
    ByteBuf out = gathered;
    gathered = null;
    if (out != null) {
      var _ = out.release();
    }
  }

  private void answered(Buffer message) {
    int number = message.getInt(0);
    if (message.length() != ANSWER || number == 0) {
      return; // A notice that the gateway is leaving: it closes by itself.
    }
    Call call = calls[number & MASK - 1];
    if (call == null) {
      return;
    }
    calls[number & MASK - 1] = null;
    vacated();
    int verdict = message.getByte(NUMBER);
    int reason = message.getUnsignedByte(NUMBER + 2);
    end(call, verdict == 0 ? unjudged(reason) : fate(call.shot(), reason, message.getByte(7)));
  }

  private static Fate unjudged(int why) {
    return why == BUSY || why == OVER_RATE ? Fate.SHED : Fate.FAILED;
  }

  private Fate fate(Shot shot, int number, int basis) {
    Reason reason = REASONS.get(number);
    return fleet().judge(shot, reason, basis(basis));
  }

  private static @Nullable Basis basis(int number) {
    return switch (number) {
      case 1 -> Basis.LIVE;
      case 2 -> Basis.STALE;
      case 3 -> Basis.CODE;
      default -> null;
    };
  }

  @Override
  void hangUp() {
    WebSocketInternal on = socket;
    if (on != null) {
      var _ = on.close();
    }
  }
}
