package io.scangate.load;

import java.util.Locale;

/** How requests travel to a gateway. */
enum Wire {
  /** One request at a time on each connection. */
  HTTP_1(1),
  /** HTTP/2 in clear text, both sides knowing it. */
  HTTP_2(64),
  /** HTTP/2 as it is agreed on in the handshake of TLS. */
  HTTP_2_TLS(64),
  /** A turnstile line: a WebSocket with binary messages. */
  LINE(512);

  private final int inFlight;

  Wire(int inFlight) {
    this.inFlight = inFlight;
  }

  /** How many requests may be under way on one connection. */
  int inFlight() {
    return inFlight;
  }

  boolean isSecure() {
    return this == HTTP_2_TLS;
  }

  /** The word of options and reports. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
