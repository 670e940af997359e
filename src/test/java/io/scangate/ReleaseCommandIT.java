package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code scangate casework release} against a running city. */
@Timeout(300)
class ReleaseCommandIT {
  private static final Duration WORK = Duration.ofSeconds(8);
  private static ServedCity city;
  private static CityDesk desk;

  @TempDir private Path folder;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    city = new ServedCity(folder);
    desk = new CityDesk(city);
  }

  @AfterAll
  static void stop() {
    desk.close();
    city.close();
  }

  /** The number of the list that was filed. */
  private static long number(Run filed) {
    return Long.parseLong(filed.out().strip());
  }

  /** Runs a command of {@code casework} as one of the staff, at the city's engine. */
  private Run as(String client, String... arguments) throws IOException {
    String secret =
        desk.find("staff", "client", "staff/" + client).orElseThrow().getString("secret");
    Path file = Files.writeString(folder.resolve(client + ".secret"), secret + "\n");
    return with(
        List.of("--client", "staff/" + client, "--secret-file", file.toString()), arguments);
  }

  private static Run with(List<String> signIn, String... arguments) {
    List<String> line = new ArrayList<>(List.of("casework"));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--engine", engine()));
    line.addAll(signIn);
    return Run.of(line.toArray(String[]::new));
  }

  private static String engine() {
    return desk.casework().replaceFirst("/v1$", "");
  }

  private Path scan() throws IOException {
    return Files.writeString(folder.resolve("scan.pdf"), "%PDF-1.4\nstamped\n%%EOF\n");
  }

  private String[] home(String document, Path form) throws IOException {
    return file("home", "440305001001", document, form);
  }

  private String[] file(String setting, String division, String document, Path form)
      throws IOException {
    return new String[] {
      "release",
      "file",
      "--setting",
      setting,
      "--division",
      division,
      "--document",
      document,
      "--form",
      form.toString(),
      "--scan",
      scan().toString(),
      "--wait"
    };
  }

  private Path csv(String name, String... passports) throws IOException {
    StringBuilder text =
        new StringBuilder("name,documentType,documentNumber,isolatedOn,releasedOn\r\n");
    for (String passport : passports) {
      text.append(row(passport));
    }
    return Files.writeString(folder.resolve(name), text);
  }

  private static String row(String passport) {
    LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    return "方,passport,%s,%s,%s\r\n".formatted(passport, today.minusDays(8), today);
  }

  /** Somebody who lives in the community and lacks a release alone. */
  private static void isolatedAtHome(String passport) {
    isolated(passport, new JsonObject().put("kind", "spatiotemporal").put("confined", false), 8);
  }

  private static void isolated(String passport, JsonObject contact, int days) {
    JsonObject document = new JsonObject().put("type", "passport").put("number", passport);
    var _ =
        desk.post(
            "community-1",
            "/counter/registrations",
            new JsonObject()
                .put("name", "方")
                .put("document", document)
                .put("phone", "13800138000")
                .put("community", "440305001001")
                .put(
                    "declaration",
                    new JsonObject().put("status", "none").put("symptoms", new JsonArray())));
    contact.put("fact", "contact");
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    JsonObject test =
        new JsonObject()
            .put("fact", "test")
            .put("result", "negative")
            .put("sampledAt", yesterday.toString());
    learn("contact-tracing", document, contact, Instant.now().minus(Duration.ofDays(days)));
    learn("laboratory", document, test, yesterday);
  }

  private static void learn(String source, JsonObject document, JsonObject fact, Instant then) {
    JsonObject row =
        new JsonObject()
            .put("key", source + document.getString("number"))
            .put("person", new JsonObject().put("document", document))
            .put("division", "440305")
            .put("fact", fact)
            .put("happenedAt", then.toString())
            .put("place", "a market")
            .put("document", "tracing 7");
    var _ = desk.post(source, "/facts", new JsonObject().put("facts", JsonArray.of(row)));
  }

  private String state(long list) throws IOException {
    Run shown = as("town-command-1", "release", "show", "" + list, "--json").is(0);
    return new JsonObject(shown.out()).getString("state");
  }

  private String[] review(long list, String as, String said) {
    return new String[] {"release", "review", "" + list, as, said, "--note", "meeting 3"};
  }

  @Test
  void aFormIsFiledReviewedAndDoneByCommands() throws Exception {
    isolatedAtHome("E71000001");
    Path template = folder.resolve("template.csv");
    var _ =
        as("community-1", "release", "template", "--format", "csv", "-o", template.toString())
            .is(0);
    assertThat(Files.getPosixFilePermissions(template))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    Files.writeString(template, row("E71000001"), StandardOpenOption.APPEND);
    Run filed = as("community-1", home("form 12 & more", template)).is(0);
    long list = number(filed);
    assertThat(filed.err())
        .isEqualToIgnoringNewLines(
            "List %d: 1 rows read, 1 sound, 0 rejected, 0 released; the town or street reviews it"
                    .formatted(list)
                + " next.");
    Run early = as("district-command-1", review(list, "--district", "--granted")).is(1);
    assertThat(early.err()).contains("The town has not reviewed it");
    Run town = as("town-command-1", review(list, "--town", "--granted")).is(0);
    assertThat(town.out()).contains("the district reviews it next");
    var _ = as("district-command-1", review(list, "--district", "--granted")).is(0);
    Await.until("it is done", WORK, () -> state(list).equals("done"));
    Run shown = as("auditor-1", "release", "show", "" + list).is(0);
    assertThat(shown.out())
        .contains("form      form 12 & more (csv) of 440305001001, home isolation")
        .contains("state     done: it is done")
        .containsPattern("town      yes, .*\\+08:00 by staff/town-command-1: meeting 3")
        .containsPattern("district  yes, .* by staff/district-command-1: meeting 3");
    Run transfers = as("municipality-1", "transfer", "list", "--division", "4403").is(0);
    assertThat(transfers.out()).containsPattern("440305 .* 1 +open .*T10:00\\+08:00");
    Run late = as("municipality-1", "transfer", "list", "--division", "4403", "--late").is(0);
    assertThat(late.out() + late.err()).isEqualToIgnoringNewLines("None is late.");
  }

  @Test
  void rejectedRowsComeBackWithTheirReasonsAndAnotherFileIsNotWrittenOver() throws Exception {
    isolatedAtHome("E71000002");
    Run filed = as("community-1", home("form-2", csv("form.csv", "E71000002", "E71009999"))).is(1);
    long list = number(filed);
    assertThat(filed.err())
        .contains("2 rows read, 1 sound, 1 rejected")
        .contains("release rejected " + list);
    Path rejected = folder.resolve("rejected.csv");
    String[] ask = {
      "release", "rejected", "" + list, "--purpose", "to correct them", "-o", rejected.toString()
    };
    var _ = as("community-1", ask).is(0);
    assertThat(Files.readString(rejected)).contains("\"3\",\"not-found\"").contains("E71009999");
    assertThat(as("community-1", ask).is(2).err()).contains("is there already");
    assertThat(as("community-1", home("form-2", csv("form.csv", "E71000002"))).is(1).err())
        .contains("This place has filed a list under that document");
    var _ = as("town-command-1", review(list, "--town", "--refused")).is(0);
    assertThat(state(list)).isEqualTo("rejected");
  }

  @Test
  void whoeverWaitsForAListOfAnIsolationPointWaitsUntilAllAreReleased() throws Exception {
    isolated("E71000005", new JsonObject().put("kind", "close"), 15);
    Path form = csv("form.csv", "E71000005");
    Run done = as("isolation-point-1", file("centralized", "440305", "form-1", form)).is(0);
    assertThat(done.err()).contains("1 sound, 0 rejected, 1 released; it is done.");
  }

  @Test
  void whatIsTooLargeIsToldAlthoughItIsNotReadToItsEnd() throws Exception {
    Path large = folder.resolve("large.csv");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(17 << 20);
    }
    assertThat(as("community-1", home("form-7", large)).is(1).err())
        .contains("form: at most 16777216 bytes");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(60 << 20);
    }
    assertThat(as("community-1", home("form-7", large)).is(1).err()).contains("25174016");
  }

  @Test
  void whatIsNoFormIsToldInTheEnginesWords() throws Exception {
    Path text = Files.writeString(folder.resolve("form.txt"), "Dear Sirs,\n");
    Run refused = as("community-1", home("form-3", text)).is(1);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("This is no form. form: JSON, CSV or XLSX is wanted")
        .containsPattern("request [0-9a-f]{32}\\.");
    Path cut =
        Files.writeString(
            folder.resolve("cut.json"),
            "{\"rows\": [{\"name\": \"方\", \"documentType\": \"passport\", \"documentNumb");
    Run unreadable = as("community-1", home("form-4", cut)).is(1);
    assertThat(unreadable.out()).matches("\\d+\\R");
    assertThat(unreadable.err()).contains("its form cannot be read: ");
  }

  @Test
  void whoeverMayNotIsToldWhoMay() throws Exception {
    Run refused = as("auditor-1", home("form-5", csv("form.csv", "E71000003"))).is(1);
    assertThat(refused.err())
        .contains("This is not for your role. 'file-home-releases' is for: community")
        .contains("Somebody else may");
    Path secret = Files.writeString(folder.resolve("wrong.secret"), "not-it");
    Run unknown =
        with(
                List.of("--client", "staff/community-1", "--secret-file", secret.toString()),
                "release",
                "show",
                "1")
            .is(1);
    assertThat(unknown.err())
        .contains("staff/community-1 is not signed in")
        .doesNotContain("not-it");
  }

  private Run withToken(String token) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), token);
    return with(List.of("--token-file", file.toString()), "release", "show", "999999");
  }

  @Test
  void aTokenComesFromAFile() throws Exception {
    assertThat(withToken(desk.token("community-1") + "\n").is(1).err())
        .contains("There is no such thing");
    assertThat(withToken("ey.not.one").is(1).err()).contains("Nobody is signed in", "--token-file");
    assertThat(withToken("two words").is(2).err()).contains("is not a file with a token");
    Run missing =
        with(List.of("--token-file", folder.resolve("none").toString()), "release", "show", "1");
    assertThat(missing.is(2).err())
        .contains("is not a file that can be read (NoSuchFileException)");
    assertThat(with(List.of(), "release", "show", "1").is(2).err())
        .contains("--token-file", "--client");
  }

  @Test
  void whatCannotBeSentIsNotUnderstood() throws Exception {
    assertThat(as("community-1", home("form-6", folder.resolve("none.csv"))).is(2).err())
        .contains("--form " + folder.resolve("none.csv") + " is not a file that can be read");
    assertThat(as("community-1", home("form-6", folder)).is(2).err()).contains("is not a file");
    assertThat(as("town-command-1", "release", "review", "1", "--note", "x").is(2).err())
        .contains("--granted", "--refused");
    assertThat(as("town-command-1", "release", "show", "0").is(2).err()).contains("1 or more");
  }

  @Test
  void anEngineThatIsAwayOrNoneIsNamed() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "any");
    int port = FreePorts.next();
    String[] show = {"casework", "release", "show", "1", "--token-file", token.toString()};
    Run away = Run.of(and(show, "--engine", "http://127.0.0.1:" + port));
    assertThat(away.is(1).err()).contains("127.0.0.1:" + port + " is away: ");
    Run other = Run.of(and(show, "--engine", "http://127.0.0.1:" + city.management));
    assertThat(other.is(1).err()).contains("and not as an engine does");
    Run secretInside = Run.of(and(show, "--engine", "http://me:word@127.0.0.1:" + port));
    assertThat(secretInside.is(2).err()).contains("--engine is like").doesNotContain("word");
  }

  private static String[] and(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
