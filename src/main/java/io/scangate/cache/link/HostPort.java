package io.scangate.cache.link;

/** A host's name or address, and a port on it. Immutable. */
public record HostPort(String host, int port) {
  /** Refuses an empty host and a port outside 1 to 65535. */
  public HostPort {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("the host is missing");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
  }

  /** Reads {@code host:port}; an IPv6 address stands in brackets. */
  static HostPort parse(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    if (colon < text.lastIndexOf(']') || colon < 0) {
      return new HostPort(bare(text), defaultPort);
    }
    String digits = text.substring(colon + 1);
    try {
      return new HostPort(bare(text.substring(0, colon)), Integer.parseInt(digits));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("port '" + digits + "' is not a number", e);
    }
  }

  private static String bare(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (!bracketed && host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("an IPv6 address stands in brackets: [" + host + "]");
    }
    return bracketed ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
