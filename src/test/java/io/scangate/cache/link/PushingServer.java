package io.scangate.cache.link;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that speaks enough Redis for a link and answers {@code GET k} with {@code value of k},
 * but slips something else in before every so many replies. Shared.
 */
final class PushingServer implements AutoCloseable {
  private final ServerSocket listening;
  private final String slippedIn;
  private final int every;
  private final AtomicInteger replies = new AtomicInteger();
  private final Queue<List<String>> greetings = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * @param slippedIn the bytes that no command asked for
   * @param every after how many replies to {@code GET}
   */
  PushingServer(String slippedIn, int every) {
    this.slippedIn = slippedIn;
    this.every = every;
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "redis://127.0.0.1:" + listening.getLocalPort();
  }

  /** The {@code HELLO} commands that arrived, word by word and in lower case. */
  List<List<String>> greetings() {
    return List.copyOf(greetings);
  }

  /** How many {@code GET} were answered. */
  int answered() {
    return replies.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        OutputStream out = socket.getOutputStream()) {
      while (true) {
        out.write(reply(command(in)).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException ended) {
      open.remove(socket);
    }
  }

  private String reply(List<String> command) {
    return switch (command.getFirst().toUpperCase(Locale.ROOT)) {
      case "HELLO" -> {
        greetings.add(command.stream().map(it -> it.toLowerCase(Locale.ROOT)).toList());
        yield "*2\r\n$5\r\nproto\r\n:2\r\n";
      }
      case "PING" -> "+PONG\r\n";
      case "ROLE" -> "*3\r\n$6\r\nmaster\r\n:0\r\n*0\r\n";
      case "INFO" -> bulk("# Server\r\nrun_id:0123456789\r\n");
      case "ECHO" -> bulk(command.get(1));
      case "GET" ->
          (replies.incrementAndGet() % every == 0 ? slippedIn : "")
              + bulk("value of " + command.get(1));
      default -> "-ERR unknown command\r\n";
    };
  }

  private static String bulk(String text) {
    return "$" + text.length() + "\r\n" + text + "\r\n";
  }

  private static List<String> command(DataInputStream in) throws IOException {
    int words = Integer.parseInt(line(in).substring(1));
    List<String> command = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      int length = Integer.parseInt(line(in).substring(1));
      command.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
      in.skipNBytes(2);
    }
    return command;
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.readUnsignedByte(); b != '\r'; b = in.readUnsignedByte()) {
      line.append((char) b);
    }
    in.skipNBytes(1);
    return line.toString();
  }
}
