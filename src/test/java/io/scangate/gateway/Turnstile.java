package io.scangate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The other end of a turnstile line, byte by byte: it may send what no good client would. */
final class Turnstile implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;
  private static final int MILLIS = 20_000;
  private static final byte[] MASK = {1, 2, 3, 4};

  /** One frame that came. */
  record Message(int kind, ByteBuffer payload) {
    Message(int kind, String text) {
      this(kind, ByteBuffer.wrap(text.getBytes(UTF_8)));
    }
  }

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private Turnstile(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
  }

  private static Turnstile connect(int port, String key, String headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(MILLIS);
    Turnstile line = new Turnstile(socket);
    line.raw(
        ("GET /v1/gate HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n" + headers)
            .getBytes(UTF_8));
    return line;
  }

  /** Opens a line. */
  static Turnstile open(int port, String key, String... headers) throws IOException {
    String all =
        "Connection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + String.join("", Arrays.stream(headers).map(h -> h + "\r\n").toList())
            + "\r\n";
    Turnstile line = connect(port, key, all);
    assertThat(line.head())
        .startsWith("HTTP/1.1 101 ")
        .contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    return line;
  }

  /** What is answered to a handshake that is none. */
  static String refusal(int port, String key, String header) throws IOException {
    String all = "Connection: close\r\n" + (header.isEmpty() ? "" : header + "\r\n") + "\r\n";
    try (Turnstile line = connect(port, key, all)) {
      return new String(line.in.readAllBytes(), UTF_8);
    }
  }

  private String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  void text(String text) {
    frame(true, TEXT, text.getBytes(UTF_8));
  }

  void binary(int number, String code) {
    byte[] text = code.getBytes(UTF_8);
    frame(true, BINARY, ByteBuffer.allocate(4 + text.length).putInt(number).put(text).array());
  }

  void ping(String text) {
    frame(true, PING, text.getBytes(UTF_8));
  }

  /** Sends one frame, masked. */
  void frame(boolean last, int kind, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(8 + payload.length);
    frame.put((byte) ((last ? 0x80 : 0) | kind));
    if (payload.length < 126) {
      frame.put((byte) (0x80 | payload.length));
    } else {
      frame.put((byte) 0xfe).putShort((short) payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % 4]));
    }
    raw(Arrays.copyOf(frame.array(), frame.position()));
  }

  void raw(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame. */
  Message next() throws IOException {
    int kind = in.readUnsignedByte();
    assertThat(kind & 0xf0).as("a whole message").isEqualTo(0x80);
    int length = in.readUnsignedByte();
    assertThat(length).as("not masked").isLessThan(127);
    byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
    in.readFully(payload);
    return new Message(kind & 15, ByteBuffer.wrap(payload));
  }

  /** The code of the close frame, before which nothing else comes. */
  int closeCode() throws IOException {
    Message message = next();
    assertThat(message.kind()).isEqualTo(CLOSE);
    return message.payload().getShort();
  }

  /** Whether the connection ends without another frame. */
  boolean hasEnded() throws IOException {
    try {
      int next = in.read();
      return next < 0 || next == (0x80 | CLOSE);
    } catch (EOFException | SocketException e) {
      return true;
    }
  }

  /** Answers a close frame with its own, and goes. */
  void hangUp() throws IOException {
    frame(true, CLOSE, new byte[] {3, (byte) 0xe8});
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
