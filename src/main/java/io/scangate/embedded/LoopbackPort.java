package io.scangate.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A port of 127.0.0.1 that a server is about to listen on. Immutable. */
final class LoopbackPort {
  private LoopbackPort() {}

  /**
   * That port, or any free one for 0.
   *
   * @throws EmbeddedServerException when something listens there
   */
  static int free(String server, int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      // As the servers do: connections that an earlier one left in TIME_WAIT do not hold the port.
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return probe.getLocalPort();
    } catch (BindException e) {
      throw new EmbeddedServerException(
          "The embedded "
              + server
              + " cannot have port "
              + port
              + " on 127.0.0.1, something else listens there: stop that, or choose another port",
          e);
    }
  }
}
