package io.scangate.signin;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** Where an issuer's key set is read. Immutable. */
public sealed interface KeyLocation {
  /** A file on this host, read again like an address. */
  record InFile(Path path) implements KeyLocation {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** An address: {@code https}, or {@code http} on this host. */
  record AtAddress(URI uri) implements KeyLocation {
    /** Refuses addresses at which anybody on the way could put their own keys. */
    public AtAddress {
      String host = uri.getHost();
      boolean sound =
          host != null
              && uri.getUserInfo() == null
              && uri.getFragment() == null
              && ("https".equals(uri.getScheme())
                  || ("http".equals(uri.getScheme()) && isLoopback(host)));
      if (!sound) {
        throw new IllegalArgumentException(
            "keys are read from a file, from https://HOST/..., or from http://127.0.0.1/...");
      }
    }

    private static boolean isLoopback(String host) {
      return host.equals("localhost")
          || host.equals("[::1]")
          || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }

    @Override
    public String toString() {
      return uri.toString();
    }
  }

  /**
   * Reads a location as an operator writes it.
   *
   * @throws IllegalArgumentException that says what is allowed
   */
  static KeyLocation of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.startsWith("http:") || lower.startsWith("https:")) {
      return new AtAddress(URI.create(text));
    }
    return new InFile(Path.of(text));
  }
}
