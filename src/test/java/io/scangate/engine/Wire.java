package io.scangate.engine;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a test writes and reads as it likes. */
final class Wire implements AutoCloseable {
  private final Socket socket = new Socket();
  private final OutputStream out;
  private final BufferedReader in;

  Wire(TestIntake intake, String source) throws IOException {
    // Before it connects, so that TCP tells the server of it.
    socket.setReceiveBufferSize(8 << 10);
    socket.setSoTimeout(60_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), intake.port));
    out = socket.getOutputStream();
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    write(
        "POST /v1/facts HTTP/1.1\r\nhost: intake\r\nauthorization: Bearer "
            + intake.token(source)
            + "\r\ncontent-type: application/x-ndjson\r\ntransfer-encoding: chunked\r\n\r\n");
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  void row(String row) throws IOException {
    String line = row + "\n";
    write(
        Integer.toHexString(line.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + line + "\r\n");
  }

  void end() throws IOException {
    write("0\r\n\r\n");
  }

  /**
   * Goes away in mid-request. The socket stays open for what is told, since closing it with an
   * answer unread resets the connection, and then TCP itself throws away what was sent.
   */
  void leave() throws IOException {
    socket.shutdownOutput();
  }

  /** The next line that is JSON: what stands around it is the chunks' own. */
  JsonObject line() throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("{")) {
        return new JsonObject(line);
      }
    }
    throw new IOException("the answer has ended");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
