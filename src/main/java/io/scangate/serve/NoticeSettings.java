package io.scangate.serve;

import io.scangate.casework.notices.MailSettings;
import io.scangate.casework.notices.WebhookSettings;
import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * How people are told that their code turned, as the section {@code casework.notices} says.
 * Immutable.
 *
 * @param webhook where it is posted; absent where it is not
 * @param mail by which server it is sent; absent where it is not
 */
record NoticeSettings(Optional<WebhookSettings> webhook, Optional<MailSettings> mail) {
  /** Nobody is told. */
  static final NoticeSettings NONE = new NoticeSettings(Optional.empty(), Optional.empty());

  private static final int LEAST_SECRET = 16;
  private static final int MOST_PORT = 65_535;

  /** Reads the section. */
  static NoticeSettings read(Mapping section) {
    Mapping notices = section.allowing("webhook", "mail");
    return new NoticeSettings(
        notices.optional("webhook").map(node -> webhook(node.mapping())),
        notices.optional("mail").map(node -> mail(node.mapping())));
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
