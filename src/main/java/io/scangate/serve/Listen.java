package io.scangate.serve;

import io.scangate.config.Mapping;

/**
 * Where a server listens. Immutable.
 *
 * @param host the address of an interface; 127.0.0.1 reaches this machine only
 * @param port 1 to 65535; 0, which is any that is free, would be another one on each event loop
 */
record Listen(String host, int port) {
  static final String LOOPBACK = "127.0.0.1";

  /** Reads {@code host} and {@code port} of a section; what is left out is as before. */
  Listen overlaid(Mapping section) {
    return new Listen(
        section.optional("host").map(node -> node.scalar().word()).orElse(host),
        section.optional("port").map(node -> (int) node.scalar().integer(1, 65_535)).orElse(port));
  }
}
