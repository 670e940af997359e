package io.scangate.casework.notices;

import io.scangate.casework.identity.Contact;
import io.scangate.explain.Language;
import io.scangate.ledger.cases.Notice;
import io.scangate.ops.NoticeMeters.By;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends notices to the addresses that people gave, in both languages. Shared. */
public final class Mail implements Channel {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int MOST_CONNECTIONS = 4;

  private final MailSettings settings;
  private final MailClient client;

  /** Sends by that server. */
  public Mail(Vertx vertx, MailSettings settings) {
    this.settings = settings;
    MailConfig config =
        new MailConfig()
            .setHostname(settings.host())
            .setPort(settings.port())
            .setStarttls(settings.clear() ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED)
            .setMaxPoolSize(MOST_CONNECTIONS)
            .setLogin(settings.login().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED);
    settings
        .login()
        .ifPresent(login -> config.setUsername(login.user()).setPassword(login.password()));
    this.client = MailClient.create(vertx, config);
  }

  @Override
  public By by() {
    return By.MAIL;
  }

  @Override
  public Future<Sent> tell(Notice notice, Contact contact) {
    if (contact.email().isEmpty()) {
      return Future.succeededFuture(Sent.NO_ADDRESS);
    }
    MailMessage message =
        new MailMessage()
            .setFrom(settings.from())
            .setTo(contact.email().get())
            .setSubject(NoticeWords.subject(Language.ZH) + " / " + NoticeWords.subject(Language.EN))
            .setText(
                NoticeWords.text(notice.colour(), Language.ZH)
                    + "\n\n"
                    + NoticeWords.text(notice.colour(), Language.EN)
                    + "\n")
            // The same for a notice that is sent again, so that mailboxes may show it once.
            .addHeader("X-Scangate-Notice", Long.toString(notice.id()));
    return client
        .sendMail(message)
        .map(Sent.TOLD)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Future<Void> close() {
    return client.close();
  }
}
