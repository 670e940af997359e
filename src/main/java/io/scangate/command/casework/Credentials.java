package io.scangate.command.casework;

import io.scangate.serve.Secret;
import java.net.URI;

/** What somebody comes to an engine with. Immutable. */
sealed interface Credentials {
  /** A token that somebody else has got for them. */
  record Token(String text) implements Credentials {
    @Override
    public String toString() {
      return "Token[***]";
    }
  }

  /**
   * An account for which a token is got (RFC 6749, section 4.4).
   *
   * @param address where
   */
  record Account(String client, Secret secret, URI address) implements Credentials {}
}
