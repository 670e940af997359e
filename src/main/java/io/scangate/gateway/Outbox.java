package io.scangate.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Context;
import org.jspecify.annotations.Nullable;

/**
 * The answers on their way to the peer of one line. Confined to its event loop.
 *
 * <p>Answers of one tick of the event loop are put behind one another, each as a WebSocket frame
 * (RFC 6455, section 5.2), and written to the socket at once: at the rates of a line a write, a
 * promise and a buffer for every answer would cost more than the scan.
 */
final class Outbox {
  private static final int FINAL = 0x80;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int SHORT_MOST = 125;
  private static final int TWO_MORE_BYTES = 126;
  private static final int FIRST_BYTES = 2_048;

  private final ChannelHandlerContext channel;
  private final Context loop;
  private final Runnable sent;
  private @Nullable ByteBuf gathered;
  private int unsent;
  private boolean closed;

  /**
   * @param channel what the frames are written to, behind whatever of HTTP is left in it
   * @param loop the event loop
   * @param sent called when the socket has taken a part of it
   */
  Outbox(ChannelHandlerContext channel, Context loop, Runnable sent) {
    this.channel = channel;
    this.loop = loop;
    this.sent = sent;
  }

  /** Begins a binary message of so many bytes, which the caller appends. */
  ByteBuf binary(int bytes) {
    return frame(BINARY, bytes);
  }

  /** Appends a text message. */
  void text(byte[] bytes, int length) {
    frame(TEXT, length).writeBytes(bytes, 0, length);
  }

  private ByteBuf frame(int kind, int bytes) {
    ByteBuf out = gathered;
    if (out == null) {
      out = channel.alloc().buffer(FIRST_BYTES);
      gathered = out;
      loop.runOnContext(tick -> flush());
    }
    if (bytes <= SHORT_MOST) {
      out.writeShort((FINAL | kind) << 8 | bytes);
    } else {
      out.writeShort((FINAL | kind) << 8 | TWO_MORE_BYTES).writeShort(bytes);
    }
    return out;
  }

  /** Writes what is gathered. */
  void flush() {
    ByteBuf out = gathered;
    if (out == null) {
      return;
    }
    gathered = null;
    if (closed) {
      out.release();
      return;
    }
    int bytes = out.readableBytes();
    unsent += bytes;
    channel
        .writeAndFlush(out)
        .addListener(
            written -> {
              unsent -= bytes;
              sent.run();
            });
  }

  /** How many bytes the socket has not taken yet. */
  int unsent() {
    return unsent;
  }

  /** The connection has ended; what is still put here goes nowhere. */
  void close() {
    closed = true;
  }
}
