package io.scangate.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Turnstile lines that send codes as binary messages, with so many scans in flight on each, from
 * one thread. Each code is sent once; scans without a verdict are counted as errors.
 */
public final class LineLoad {
  private static final int ANSWER = 26;
  private static final int MASK_BYTES = 4;
  private static final int SHORT_MOST = 125;
  private static final int NUMBER = 4;
  private static final int ROOM = 1 << 16;
  private static final byte NOT_JUDGED = 0;

  private final ByteBuffer frames;
  private final int length;
  private final Histogram latencies = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
  private int next;
  private long left;
  private long answered;
  private long errors;

  /** The codes are all of one length. */
  private LineLoad(Path file) throws IOException {
    try (BufferedReader codes = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      String first = Objects.requireNonNull(codes.readLine(), "a code at least");
      long count = Files.size(file) / (first.length() + 1);
      int payload = NUMBER + first.length();
      boolean isShort = payload <= SHORT_MOST;
      int bytes = (isShort ? 2 : 4) + MASK_BYTES + payload;
      frames = ByteBuffer.allocateDirect(Math.toIntExact(count * bytes));
      for (String code = first; code != null; code = codes.readLine()) {
        // A mask of zeros is a mask: the gateway does not know that it changes nothing.
        int number = frames.position() / bytes + 1;
        frames.put((byte) 0x82).put((byte) (0x80 | (isShort ? payload : 126)));
        if (!isShort) {
          frames.putShort((short) payload);
        }
        frames.putInt(0).putInt(number);
        frames.put(code.getBytes(StandardCharsets.US_ASCII));
      }
      length = bytes;
      left = count;
    }
  }

  /** One line. */
  private final class Line {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(ROOM);
    private final long[] sentAt;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private int inFlight;
    private int sent;
    private int got;

    Line(SocketChannel channel, int window) {
      this.channel = channel;
      this.sentAt = new long[window];
    }

    void write() throws IOException {
      if (!out.hasRemaining()) {
        int count = (int) Math.min(sentAt.length - inFlight, left);
        out = frames.slice(next, count * length);
        next += count * length;
        left -= count;
        inFlight += count;
        long now = System.nanoTime();
        for (int i = 0; i < count; i++) {
          sentAt[sent++ % sentAt.length] = now;
        }
      }
      int written = channel.write(out);
      assert written >= 0;
    }

    void read() throws IOException {
      if (channel.read(in) < 0) {
        throw new IOException("the line was closed");
      }
      in.flip();
      long now = System.nanoTime();
      while (in.remaining() >= ANSWER) {
        errors += in.get(in.position() + 6) == NOT_JUDGED ? 1 : 0;
        in.position(in.position() + ANSWER);
        latencies.recordValue(now - sentAt[got++ % sentAt.length]);
        inFlight--;
        answered++;
      }
      in.compact();
    }
  }

  private Line open(int port, String key, int window) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    String request =
        "GET /v1/gate HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Authorization: Bearer "
            + key
            + "\r\n\r\n";
    int sent = channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    assert sent == request.length();
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (!head.toString().endsWith("\r\n\r\n")) {
      if (channel.read(one.clear()) < 0) {
        throw new IOException("no line was opened: " + head);
      }
      head.append((char) one.get(0));
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException("no line was opened: " + head);
    }
    channel.configureBlocking(false);
    return new Line(channel, window);
  }

  private void run(int port, List<String> keys, int lines, int window, int seconds)
      throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < lines; i++) {
        Line line = open(port, keys.get(i % keys.size()), window);
        var _ = line.channel.register(selector, SelectionKey.OP_READ, line);
        line.write();
      }
      long begun = System.nanoTime();
      long end = begun + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() - end < 0 && left > 0) {
        var _ = selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          Line line = (Line) key.attachment();
          if (key.isReadable()) {
            line.read();
          }
          line.write();
          key.interestOps(
              line.out.hasRemaining()
                  ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                  : SelectionKey.OP_READ);
        }
        selector.selectedKeys().clear();
      }
      double taken = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          "RESULT %.0f %d %d %d %d %d%n",
          answered / taken,
          latencies.getValueAtPercentile(50) / 1_000,
          latencies.getValueAtPercentile(99) / 1_000,
          latencies.getValueAtPercentile(99.9) / 1_000,
          errors,
          answered);
    }
  }

  /**
   * Prints {@code RESULT scans/s p50 p99 p99.9 errors scans}, latencies in microseconds.
   *
   * @param args port, file of codes, file of device keys, lines, scans in flight on each, seconds
   */
  public static void main(String[] args) throws IOException {
    List<String> keys = Files.readAllLines(Path.of(args[2]));
    new LineLoad(Path.of(args[1]))
        .run(
            Integer.parseInt(args[0]),
            keys,
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            Integer.parseInt(args[5]));
  }
}
