package io.scangate.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on 127.0.0.1 that nobody listens on. Immutable. */
public final class FreePorts {
  /** Below the range from which systems give ports to outgoing connections. */
  private static final int FIRST = 12_000;

  private static final int LAST = 22_000;

  /** A node of a cluster talks with the others on its port plus this. */
  private static final int BUS = 10_000;

  private FreePorts() {}

  /** A port that is free now, and so is the one of its cluster bus. */
  public static int next() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port) && isFree(port + BUS)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
