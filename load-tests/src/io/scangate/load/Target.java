package io.scangate.load;

/**
 * The ports of a gateway on this machine. Immutable.
 *
 * @param main HTTP/1.1, turnstile lines, and with TLS HTTP/2
 * @param proxies HTTP/2 in clear text
 * @param management metrics and health
 */
record Target(int main, int proxies, int management) {
  static final String HOST = "127.0.0.1";

  /** The port that a wire goes to. */
  int port(Wire wire) {
    return switch (wire) {
      case HTTP_1, HTTP_2_TLS, LINE -> main;
      case HTTP_2 -> proxies;
    };
  }
}
