package io.scangate.casework;

import static io.scangate.casework.Releases.CENTRALIZED;
import static io.scangate.casework.Releases.json;
import static io.scangate.casework.Releases.refuses;
import static io.scangate.casework.Releases.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.scangate.casework.TestCasework.Answer;
import io.scangate.casework.transfer.Channel;
import io.scangate.casework.transfer.DirectoryChannel;
import io.scangate.casework.transfer.MunicipalServer;
import io.scangate.casework.transfer.SftpChannel;
import io.scangate.casework.transfer.TransferWork;
import io.scangate.casework.who.Role;
import io.scangate.credential.Algorithm;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SignedTransfer;
import io.scangate.credential.SigningKey;
import io.scangate.credential.TransferCheck;
import io.scangate.credential.TransferSheet;
import io.scangate.credential.Validity;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.TestPostgres;
import io.scangate.ops.TransferMeters;
import io.scangate.transition.ContactKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daily transfer: from the conversions of a day to the file at the municipality. */
class TransferProcedureIT {
  private static final CryptoSuite SUITE = CryptoSuite.choose();
  private static final String DAY = "/v1/transfers/440305/2022-03-20";

  @TempDir Path directory;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Releases releases;
  private TestCasework casework;
  private PersonRef person;
  private SigningKey key;
  private TransferWork work;

  @BeforeEach
  void open() throws Exception {
    releases = new Releases(directory);
    casework = releases.casework;
    Instant now = releases.test.instant();
    key =
        SigningKey.generate(
            new Division("4403"),
            Algorithm.EDDSA,
            Set.of(KeyUse.LISTS),
            new Validity(now.getEpochSecond(), now.plus(Duration.ofDays(30)).getEpochSecond()));
    work = work(new DirectoryChannel(out()));
    person = released(1, "form-1");
  }

  @AfterEach
  void close() {
    releases.close();
  }

  private Path out() {
    return directory.resolve("out");
  }

  private TransferWork work(Channel channel) {
    return new TransferWork(
        casework.parts,
        channel,
        sheet -> SignedTransfer.issue(key, SUITE, sheet),
        new TransferMeters(registry));
  }

  /** Somebody who is released from centralized isolation now. */
  private PersonRef released(int number, String document) {
    PersonRef isolated = releases.isolated(number, ContactKind.CLOSE, 15);
    var _ =
        releases.filed(
            casework.token(Role.ISOLATION_POINT),
            CENTRALIZED + document,
            json(List.of(row(number))));
    releases.work();
    return isolated;
  }

  /** It is that time in Beijing on the day after. */
  private void isNextDay(String time) {
    releases.test.goTo(Instant.parse("2022-03-21T" + time + "+08:00"));
  }

  private String command(String name) {
    return casework.token(Role.DISTRICT_COMMAND, name);
  }

  private Answer drawUp(String token) {
    return casework.send("POST", DAY, casework.request(token, DAY).POST(BodyPublishers.noBody()));
  }

  private Answer review(String token, boolean granted) {
    return casework.post(
        token, DAY + "/review", new JsonObject().put("granted", granted).put("note", "summed up"));
  }

  private JsonObject transfer() {
    JsonArray all =
        casework
            .get(casework.token(Role.MUNICIPALITY), "/v1/transfers?division=4403")
            .json()
            .getJsonArray("transfers");
    assertThat(all).hasSize(1);
    return all.getJsonObject(0);
  }

  private double late() {
    return registry.get("scangate.transfer.late.districts").gauge().value();
  }

  private void hand() {
    while (work.go().isZero()) {
      // Until nothing is left.
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(out())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(out())) {
      return files.sorted().toList();
    }
  }

  private TransferSheet sheet(byte[] file) {
    return ((TransferCheck.Verified) SignedTransfer.verify(file, List.of(key.trusted()), SUITE))
        .sheet();
  }

  @Test
  void aDayIsDrawnUpByOnePersonReviewedByAnotherAndHandedOver() throws Exception {
    isNextDay("00:01:00");
    assertThat(transfer().getString("state")).isEqualTo("open");
    assertThat(transfer().getString("deadline")).isEqualTo("2022-03-21T02:00:00Z");
    Answer conversions = casework.get(command("zhang"), DAY + "/conversions");
    JsonObject row = conversions.json().getJsonArray("conversions").getJsonObject(0);
    assertThat(row.getString("person")).isEqualTo(person.text());
    assertThat(row.getString("document")).isEqualTo("form-1");
    assertThat(drawUp(command("zhang")).status()).isEqualTo(201);
    hand();
    assertThat(files()).isEmpty();
    assertThat(review(command("li"), true).json().getString("state")).isEqualTo("approved");
    hand();
    assertThat(transfer().getString("state")).isEqualTo("handed-over");
    assertThat(transfer().getBoolean("late")).isFalse();
    assertThat(files())
        .singleElement()
        .satisfies(
            file ->
                assertThat(file.getFileName().toString())
                    .isEqualTo("transfer-440305-2022-03-20-000001.cose"));
    TransferSheet sheet = sheet(Files.readAllBytes(files().getFirst()));
    assertThat(sheet.number()).isEqualTo(1);
    assertThat(sheet.before()).isEqualTo("00".repeat(32));
    assertThat(sheet.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.person()).isEqualTo(person.value());
              assertThat(entry.fact()).isEqualTo("isolation released");
              assertThat(entry.detail()).isEqualTo("centralized");
            });
  }

  @Test
  void theNextDayHasTheNextNumberAndNamesTheFileBefore() throws Exception {
    isNextDay("00:01:00");
    var _ = released(2, "form-2");
    var _ = drawUp(command("zhang"));
    var _ = review(command("li"), true);
    hand();
    releases.test.passes(Duration.ofDays(1));
    String next = "/v1/transfers/440305/2022-03-21";
    assertThat(
            casework
                .send(
                    "POST",
                    next,
                    casework.request(command("zhang"), next).POST(BodyPublishers.noBody()))
                .status())
        .isEqualTo(201);
    assertThat(
            casework
                .post(
                    command("li"),
                    next + "/review",
                    new JsonObject().put("granted", true).put("note", "x"))
                .status())
        .isEqualTo(200);
    hand();
    byte[] first = Files.readAllBytes(files().getFirst());
    TransferSheet second = sheet(Files.readAllBytes(files().getLast()));
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.before())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(first)));
  }

  @Test
  void whatIsNotThereAtTenIsLateUntilItIs() {
    isNextDay("09:59:59");
    hand();
    assertThat(late()).isZero();
    isNextDay("10:00:59");
    hand();
    assertThat(late()).isEqualTo(1);
    assertThat(transfer().getBoolean("late")).isTrue();
    var _ = drawUp(command("zhang"));
    var _ = review(command("li"), true);
    hand();
    assertThat(late()).isZero();
    assertThat(transfer().getString("state")).isEqualTo("handed-over");
    assertThat(transfer().getBoolean("late")).isTrue();
  }

  @Test
  void stepsByTheWrongPeopleOutOfOrderOrTwiceAreRefused() {
    refuses(drawUp(command("zhang")), 409, "day-not-over");
    isNextDay("00:00:59");
    refuses(drawUp(command("zhang")), 409, "day-not-over");
    isNextDay("00:01:00");
    refuses(review(command("li"), true), 409, "not-drawn-up");
    refuses(drawUp(casework.token(Role.MUNICIPALITY)), 403, "wrong-role");
    refuses(drawUp(casework.token(Role.DISTRICT_GROUP)), 403, "wrong-role");
    String elsewhere = casework.token("x", Optional.of(new Division("440306")), "district-command");
    refuses(drawUp(elsewhere), 403, "wrong-division");
    assertThat(drawUp(command("zhang")).status()).isEqualTo(201);
    refuses(drawUp(command("li")), 409, "drawn-up");
    refuses(review(command(" ZHANG"), true), 409, "same-person");
    assertThat(review(command("li"), false).json().getString("state")).isEqualTo("open");
    refuses(review(command("li"), true), 409, "not-drawn-up");
    assertThat(drawUp(command("zhang")).status()).isEqualTo(201);
    assertThat(review(command("li"), true).status()).isEqualTo(200);
    refuses(review(command("wang"), true), 409, "reviewed");
    refuses(
        casework.post(
            command("li"),
            "/v1/transfers/440305/2022-03-19/review",
            new JsonObject().put("granted", true).put("note", "x")),
        404,
        "not-found");
    refuses(
        casework.get(command("li"), "/v1/transfers/440305/2022-02-30/conversions"),
        400,
        "bad-parameter");
  }

  @Test
  void afterAnInterruptionTheSameBytesAreBroughtAndOnlyOnce() throws Exception {
    isNextDay("09:00:00");
    var _ = drawUp(command("zhang"));
    var _ = review(command("li"), true);
    try (MunicipalServer server = new MunicipalServer(directory)) {
      TransferWork broken =
          work(
              (name, file) -> {
                new SftpChannel(server.settings()).bring(name, file);
                throw new IOException("the line is cut before anybody hears of it");
              });
      assertThatThrownBy(broken::go).hasMessageContaining("the line is cut");
      assertThat(transfer().getString("state")).isEqualTo("approved");
      byte[] there =
          Files.readAllBytes(server.inbox().resolve("transfer-440305-2022-03-20-000001.cose"));
      work = work(new SftpChannel(server.settings()));
      hand();
      assertThat(transfer().getString("state")).isEqualTo("approved");
      releases.test.passes(Duration.ofMinutes(5));
      hand();
      assertThat(transfer().getString("state")).isEqualTo("handed-over");
      try (Stream<Path> files = Files.list(server.inbox())) {
        assertThat(files)
            .singleElement()
            .satisfies(file -> assertThat(Files.readAllBytes(file)).isEqualTo(there));
      }
      assertThat(registry.get("scangate.transfers").tag("outcome", "failed").counter().count())
          .isEqualTo(1);
      assertThat(sheet(there).number()).isEqualTo(1);
    }
  }

  @Test
  void thePasswordOfTheApplicationApprovesNothingAlone() {
    isNextDay("00:01:00");
    assertThat(drawUp(command("zhang")).status()).isEqualTo(201);
    asApplicationFails(
        "insert into transfer_review select id, true, 'x', 'Zhang', now() from transfer",
        "does not review");
    assertThat(review(command("li"), true).status()).isEqualTo(200);
    asApplicationFails(
        "insert into transfer_file select id, district, 2, 'x', sha256('x'), now() from transfer",
        "next number");
  }

  private void asApplicationFails(String sql, String message) {
    assertThatThrownBy(() -> TestPostgres.asApplication(releases.test.settings, sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message);
  }
}
