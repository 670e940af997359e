package io.scangate.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A few words with a Redis on this machine, one at a time and blocking: enough to learn whether it
 * is up. Confined to its thread.
 */
final class RedisConversation implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 2_000;

  private final Socket socket = new Socket();
  private final BufferedReader in;

  RedisConversation(int port) throws IOException {
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends a command and returns the first line of the reply. */
  String say(String... words) throws IOException {
    StringBuilder command = new StringBuilder().append('*').append(words.length).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
    String line = in.readLine();
    if (line == null) {
      throw new IOException("Redis hung up");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
