package io.scangate.credential;

/** What a gateway makes of a holder token. */
public sealed interface TokenReading {
  /** It was sealed here, and its time has not passed. */
  record Good(HolderToken token) implements TokenReading {}

  /** It was sealed here, and its time has passed: the app signs in anew. */
  record Expired() implements TokenReading {
    static final Expired INSTANCE = new Expired();
  }

  /** It is no token, or was sealed under another key, or changed on its way. */
  record Forged() implements TokenReading {
    static final Forged INSTANCE = new Forged();
  }
}
