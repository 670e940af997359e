package io.scangate.casework.notices;

import java.util.Optional;

/**
 * By which server mail is sent. Immutable; prints no password.
 *
 * @param clear whether it may go in clear text, which is for servers on this very host
 * @param from whose mail it is
 * @param login absent where the server asks for none
 */
public record MailSettings(
    String host, int port, boolean clear, String from, Optional<Login> login) {
  /** With what one signs in at the server. Prints no password. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }
}
