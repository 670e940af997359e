package io.scangate.serve;

import io.scangate.casework.notices.MailSettings;
import io.scangate.casework.notices.WebhookSettings;
import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import io.scangate.signin.SignInSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the procedures are given, as the section {@code casework} says. Immutable.
 *
 * @param signIn whose tokens people and staff come with; absent where the engine issues them itself
 * @param identityKeys the file of the keys of identities; absent where it stands in the data folder
 * @param webhook where it is posted that a code turned; absent where it is not
 * @param mail by which server that is sent; absent where it is not
 */
record CaseworkSettings(
    Optional<SignInSettings> signIn,
    Optional<Path> identityKeys,
    Optional<WebhookSettings> webhook,
    Optional<MailSettings> mail) {
  private static final int LEAST_SECRET = 16;
  private static final int MOST_PORT = 65_535;

  /** What holds where nothing is set. */
  static final CaseworkSettings DEFAULT =
      new CaseworkSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Reads the section.
   *
   * @param identityKeys from the section {@code keys}
   */
  static CaseworkSettings read(Optional<Mapping> section, Optional<Path> identityKeys) {
    Optional<Mapping> casework = section.map(map -> map.allowing("sign-in", "notices"));
    Optional<Mapping> notices =
        casework
            .flatMap(map -> map.optional("notices"))
            .map(node -> node.mapping().allowing("webhook", "mail"));
    return new CaseworkSettings(
        casework
            .flatMap(map -> map.optional("sign-in"))
            .map(node -> SignInSettings.read(node.mapping())),
        identityKeys,
        notices.flatMap(map -> map.optional("webhook")).map(node -> webhook(node.mapping())),
        notices.flatMap(map -> map.optional("mail")).map(node -> mail(node.mapping())));
  }

  private static WebhookSettings webhook(Mapping map) {
    Mapping section = map.allowing("url", "secret-file");
    URI url = address(section.scalar("url"));
    Scalar secretFile = section.scalar("secret-file");
    byte[] secret = Secret.read(secretFile).reveal().getBytes(StandardCharsets.UTF_8);
    if (secret.length < LEAST_SECRET) {
      throw secretFile.refuse("a file that holds at least " + LEAST_SECRET + " characters");
    }
    return new WebhookSettings(url, new SecretKeySpec(secret, "HmacSHA256"));
  }

  /** A phone number goes there, so in clear text to this very host only. */
  private static URI address(Scalar url) {
    String wanted = "an https address, or an http one on 127.0.0.1";
    try {
      URI address = URI.create(url.word());
      boolean sound =
          address.getHost() != null
              && address.getUserInfo() == null
              && ("https".equals(address.getScheme())
                  || ("http".equals(address.getScheme())
                      && Listen.LOOPBACK.equals(address.getHost())));
      if (sound) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw url.refuse(wanted);
    }
    throw url.refuse(wanted);
  }

  private static MailSettings mail(Mapping map) {
    Mapping section = map.allowing("host", "port", "from", "user", "password-file");
    String host = section.scalar("host").word();
    return new MailSettings(
        host,
        (int) section.scalar("port").integer(1, MOST_PORT),
        Listen.LOOPBACK.equals(host),
        section.scalar("from").word(),
        section
            .optional("user")
            .map(
                user ->
                    new MailSettings.Login(
                        user.scalar().word(),
                        Secret.read(section.scalar("password-file")).reveal())));
  }
}
