package io.scangate.casework;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.scangate.casework.notices.Channel;
import io.scangate.casework.notices.Mail;
import io.scangate.casework.notices.MailSettings;
import io.scangate.casework.notices.NoticeRound;
import io.scangate.casework.notices.Webhook;
import io.scangate.casework.notices.WebhookSettings;
import io.scangate.casework.who.Role;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.Loop;
import io.scangate.engine.TestLedger;
import io.scangate.health.PersonRef;
import io.scangate.ledger.cases.Notices;
import io.scangate.ops.NoticeMeters;
import io.scangate.transition.ContactKind;
import io.scangate.transition.Fact;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** People are told that their code turned: by a webhook, and by mail through a real server. */
class NoticesIT {
  private static final SecretKeySpec KEY =
      new SecretKeySpec("a secret of the city".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  private static final String ADDRESS = "fang@example.org";

  /** What the receiver got. */
  private record Post(String signature, Buffer body) {
    JsonObject json() {
      return body.toJsonObject();
    }
  }

  @TempDir Path directory;
  private TestLedger test;
  private TestCasework casework;
  private Applicants people;
  private PersonRef person;
  private final Queue<Post> posts = new ConcurrentLinkedQueue<>();
  private volatile int status = 204;
  private HttpServer receiver;
  private GreenMail mail;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final NoticeMeters meters = new NoticeMeters(registry);
  private final List<Channel> channels = new ArrayList<>();
  private NoticeRound round;

  @BeforeEach
  void open() throws Exception {
    test = new TestLedger(Instant.parse("2022-03-01T08:00:00Z"));
    casework = new TestCasework(test, directory);
    people = new Applicants(test, casework);
    receiver =
        Loop.join(
            test.vertx
                .createHttpServer()
                .requestHandler(this::receive)
                .listen(FreePorts.next(), "127.0.0.1"));
    mail = new GreenMail(new ServerSetup(FreePorts.next(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    channels.add(new Webhook(test.vertx, new WebhookSettings(url(), KEY), test));
    channels.add(
        new Mail(
            test.vertx,
            new MailSettings(
                "127.0.0.1",
                mail.getSmtp().getPort(),
                true,
                "codes@example.org",
                Optional.empty())));
    round = round();
    person = people.register(fang(), "王芳", Forms.FANG);
  }

  @AfterEach
  void close() {
    channels.forEach(channel -> Loop.join(channel.close()));
    mail.stop();
    casework.close();
    test.close();
  }

  private NoticeRound round() {
    return new NoticeRound(casework.parts, channels, Duration.ofSeconds(1), meters);
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + receiver.actualPort() + "/notices");
  }

  private void receive(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              posts.add(new Post(String.valueOf(request.getHeader("scangate-signature")), body));
              var _ =
                  request
                      .response()
                      .putHeader("location", url() + "/elsewhere")
                      .setStatusCode(status)
                      .end();
            });
  }

  private String fang() {
    return casework.token(Role.HOLDER, "fang");
  }

  private void givesAddress() {
    test.passes(Duration.ofDays(1));
    assertThat(
            casework
                .patch(fang(), "/v1/identities/0", new JsonObject().put("email", ADDRESS))
                .status())
        .isEqualTo(204);
  }

  private String outcomes() {
    StringBuilder outcomes = new StringBuilder();
    for (var row :
        test.ledger.ask(
            "select channel || ' ' || coalesce(outcome, 'waits') as line from notice order by id",
            Tuple.tuple())) {
      outcomes.append(row.getString("line")).append('\n');
    }
    return outcomes.toString();
  }

  private double came(String channel, String result) {
    return registry
        .get("scangate.notices")
        .tags("channel", channel, "result", result)
        .counter()
        .count();
  }

  private static String hmac(String seconds, Buffer body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(KEY);
    return HexFormat.of()
        .formatHex(mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whoseCodeTurnsIsToldOnceSigned() throws Exception {
    var _ = round.go();
    assertThat(posts).isEmpty();
    people.isScreened(person);
    var _ = round.go();
    Post post = posts.element();
    assertThat(post.json().getString("phone")).isEqualTo("13800138000");
    assertThat(post.json().getString("zh")).contains("黄码");
    assertThat(post.json().getString("en")).contains("yellow", "Report to your community");
    assertThat(post.body().toString()).doesNotContain(person.text()).doesNotContain("王芳");
    String[] parts = post.signature().split("[=,]", -1);
    assertThat(parts[1]).isEqualTo(Long.toString(test.instant().getEpochSecond()));
    assertThat(parts[3]).isEqualTo(hmac(parts[1], post.body()));
    var _ = round.go();
    var _ = round().go();
    assertThat(posts).hasSize(1);
    assertThat(came("webhook", "told")).isEqualTo(1);
  }

  @Test
  void whoGaveAnAddressIsWrittenToInBothLanguages() throws Exception {
    givesAddress();
    people.isScreened(person);
    var _ = round.go();
    assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
    MimeMessage message = mail.getReceivedMessages()[0];
    assertThat(message.getRecipients(Message.RecipientType.TO)[0]).hasToString(ADDRESS);
    assertThat(message.getSubject()).contains("您的健康码已变更", "Your health code has changed");
    assertThat(message.getContent().toString()).contains("黄码", "yellow now");
    assertThat(GreenMailUtil.getWholeMessage(message)).doesNotContain(person.text());
    assertThat(outcomes()).isEqualTo("webhook told\nmail told\n");
  }

  @Test
  void whatFailsIsTriedAgainAfterLongerPausesAndGivenUpAfterADay() throws Exception {
    status = 500;
    people.isScreened(person);
    var _ = round.go();
    assertThat(posts).hasSize(1);
    var _ = round.go();
    assertThat(posts).hasSize(1);
    test.passes(Duration.ofSeconds(5));
    var _ = round.go();
    assertThat(posts).hasSize(2);
    test.passes(Duration.ofMillis(4_999));
    var _ = round.go();
    assertThat(posts).hasSize(2);
    assertThat(came("webhook", "failed")).isEqualTo(2);
    assertThat(registry.get("scangate.notices.waiting").gauge().value()).isEqualTo(1);
    test.passes(Duration.ofHours(25));
    var _ = round.go();
    assertThat(outcomes()).contains("webhook given-up");
    assertThat(came("webhook", "given-up")).isEqualTo(1);
    test.passes(Duration.ofDays(1));
    var _ = round.go();
    assertThat(posts).hasSize(3);
  }

  @Test
  void whatFailedIsToldWhenTheReceiverIsBack() throws Exception {
    status = 503;
    people.isScreened(person);
    var _ = round.go();
    status = 200;
    test.passes(Duration.ofSeconds(5));
    var _ = round.go();
    assertThat(outcomes()).contains("webhook told");
    assertThat(posts.stream().map(post -> post.json().getLong("notice")).distinct()).hasSize(1);
  }

  @Test
  void aRedirectionIsAFailureAndIsNotFollowed() throws Exception {
    status = 307;
    people.isScreened(person);
    var _ = round.go();
    assertThat(posts).hasSize(1);
    assertThat(came("webhook", "failed")).isEqualTo(1);
  }

  @Test
  void onlyTheLatestTurnIsTold() throws Exception {
    people.isScreened(person);
    people.learns(person, new Fact.Contact(test.instant(), test.instant(), ContactKind.CLOSE));
    var _ = round.go();
    assertThat(posts.stream().map(post -> post.json().getString("en")).toList())
        .singleElement()
        .asString()
        .contains("red");
    assertThat(outcomes()).contains("webhook superseded", "webhook told");
  }

  @Test
  void ofARelativeWithoutAPhoneTheHolderIsTold() throws Exception {
    assertThat(
            casework
                .post(fang(), "/v1/family", Forms.registration("李明", Forms.document(Forms.LI)))
                .status())
        .isEqualTo(201);
    people.isScreened(people.person(Forms.LI));
    var _ = round.go();
    assertThat(posts.element().json().getString("phone")).isEqualTo("13800138000");
    assertThat(outcomes()).contains("mail unreachable");
  }

  @Test
  void strangersAreNotToldAndWhoWasForgottenIsNoMore() throws Exception {
    PersonRef stranger = test.somebody();
    people.learns(stranger, new Fact.Registered(test.instant(), test.instant()));
    people.isScreened(stranger);
    var _ = round.go();
    assertThat(outcomes()).isEmpty();
  }

  @Test
  void anEngineThatWasKilledLeavesItToTheNext() throws Exception {
    people.isScreened(person);
    var taken = new Notices(test.ledger);
    for (int partition = 0; partition < TestLedger.PARTITIONS; partition++) {
      assertThat(taken.follow(partition, List.of("webhook"), test.instant(), 100)).isNotNegative();
    }
    assertThat(taken.take(test.instant(), test.instant().plus(Duration.ofMinutes(2)), 10))
        .hasSize(1);
    var _ = round.go();
    assertThat(posts).isEmpty();
    test.passes(Duration.ofMinutes(2));
    var _ = round.go();
    assertThat(posts).hasSize(1);
  }

  @Test
  void somebodyOfWhomNothingCanBeReadKeepsNobodyElseWaiting() throws Exception {
    var _ =
        test.ledger.ask(
            "update identity_record set sealed = sealed || '\\x00'::bytea where person = $1",
            Tuple.of(person.value()));
    people.isScreened(person);
    String li = casework.token(Role.HOLDER, "li");
    people.isScreened(people.register(li, "李明", Forms.LI));
    var _ = round.go();
    assertThat(posts).hasSize(1);
    assertThat(came("webhook", "failed")).isEqualTo(1);
    assertThat(came("webhook", "told")).isEqualTo(1);
  }

  @Test
  void noLogAndNoMetricSaysWhoIsTold() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("ROOT");
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    logger.addAppender(said);
    try {
      givesAddress();
      mail.stop();
      status = 500;
      people.isScreened(person);
      var _ = round.go();
      assertThat(said.list.stream().map(ILoggingEvent::getFormattedMessage))
          .anyMatch(
              line ->
                  line.contains(
                      "cannot be told by webhook now, it is tried again: it answered 500"))
          .anyMatch(line -> line.contains("cannot be told by mail"))
          .noneMatch(line -> line.contains(ADDRESS) || line.contains("13800138000"))
          .noneMatch(line -> line.contains(person.text()));
      assertThat(registry.scrape()).doesNotContain(ADDRESS).doesNotContain(person.text());
    } finally {
      logger.detachAppender(said);
    }
  }
}
