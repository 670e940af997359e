package io.scangate.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A process that opens many connections, says nothing on them and waits until all are closed. */
final class IdlePeers {
  private IdlePeers() {}

  /**
   * Prints {@code open} once all are open, {@code closed} once all are closed.
   *
   * @param args port of the loopback, number of connections
   */
  public static void main(String[] args) throws IOException {
    InetSocketAddress peer =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    int open = Integer.parseInt(args[1]);
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < open; i++) {
        SocketChannel channel = SocketChannel.open(peer);
        channel.configureBlocking(false);
        var _ = channel.register(selector, SelectionKey.OP_READ);
      }
      System.out.println("open");
      while (open > 0) {
        var _ = selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          open -= hasEnded((SocketChannel) key.channel()) ? 1 : 0;
        }
        selector.selectedKeys().clear();
      }
      System.out.println("closed");
    }
  }

  private static boolean hasEnded(SocketChannel channel) throws IOException {
    if (channel.read(ByteBuffer.allocate(64)) >= 0) {
      return false;
    }
    channel.close();
    return true;
  }
}
