package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeCommandTest {
  private static final String PERSON = "0123456789abcdef";

  @TempDir private Path dir;

  @BeforeEach
  void generate() {
    assertThat(
            Run.of("code", "keys", "generate", "--dir", dir.toString(), "--issuer", "4403").code())
        .isZero();
  }

  @Test
  void keyFilesBelongToTheirOwnerAndAreNotReplaced() throws IOException {
    for (Path file : new Path[] {engine(), gateway()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    String before = Files.readString(engine());
    Run again = Run.of("code", "keys", "generate", "--dir", dir.toString(), "--issuer", "4403");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("engine.json").contains("not replaced");
    assertThat(Files.readString(engine())).isEqualTo(before);
  }

  @Test
  void theGatewayFileHasNothingThatSigns() throws IOException {
    assertThat(Files.readString(gateway()))
        .contains("sealing")
        .doesNotContain("master")
        .doesNotContain("private");
  }

  @Test
  void listingShowsKidsUsesAndTimeAndNoSecret() throws IOException {
    for (Path file : new Path[] {engine(), gateway()}) {
      Run list = Run.of("code", "keys", "list", "--keys", file.toString());
      assertThat(list.code()).isZero();
      assertThat(list.out().lines()).hasSize(2);
      assertThat(list.out()).contains("EdDSA").contains("static").contains("lists");
      for (String key : new String[] {"master", "sealing", "private"}) {
        String secret = value(engine(), key);
        assertThat(list.out()).doesNotContain(secret);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"paper,GREEN", "recognition,yellow", "offline,red"})
  void aStaticCodeIsReadBack(String kind, String colour) {
    String code = issue("--kind", kind, "--colour", colour);
    Run read = Run.of("code", "read", "--keys", engine().toString(), code);
    assertThat(read.code()).isZero();
    assertThat(read.out())
        .contains("genuine", "4403", kind, colour.toLowerCase(Locale.ROOT), PERSON);
  }

  @Test
  void aDynamicCodeIsReadBackAsJson() {
    String code = issue("--dynamic", "--colour", "green");
    Run read = Run.of("code", "read", "--json", "--keys", engine().toString(), code);
    assertThat(read.code()).isZero();
    assertThat(read.out())
        .contains("\"reading\":\"genuine\"", "\"kind\":\"phone\"", "\"person\":\"" + PERSON);
  }

  @Test
  void aGatewayFileChecksStaticCodesAndTellsNoPerson() {
    String code = issue("--colour", "green");
    Run read = Run.of("code", "read", "--keys", gateway().toString(), code);
    assertThat(read.code()).isZero();
    assertThat(read.out()).contains("genuine").doesNotContain(PERSON);
  }

  @Test
  void aCodeThatIsNotGenuineEndsWithOneAndItsFault() {
    Run read = Run.of("code", "read", "--keys", engine().toString(), "hello");
    assertThat(read.code()).isEqualTo(1);
    assertThat(read.out()).contains("rejected").contains("not-a-code");
    String code = issue("--colour", "green");
    char other = code.endsWith("0") ? '1' : '0';
    String forged = code.substring(0, code.length() - 1) + other;
    Run json = Run.of("code", "read", "--json", "--keys", engine().toString(), forged);
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.out()).contains("\"reading\":\"rejected\"");
  }

  @ParameterizedTest
  @CsvSource({
    "--person 12 --colour green, --person",
    "--person 0123456789abcdef --colour none, --colour",
    "--person 0123456789abcdef --colour blue, blue",
    "--person 0123456789abcdef --colour green --days 0, --days",
    "--person 0123456789abcdef --colour green --days 367, --days",
    "--person 0123456789abcdef --colour green --kind phone, --dynamic",
    "--person 0123456789abcdef --colour green --format png, --out",
    "--person 0123456789abcdef, --colour",
  })
  void aCommandThatMakesNoSenseEndsWithTwoAndSaysWhy(String options, String named) {
    String[] words = ("code issue --keys " + engine() + " " + options).split(" ", -1);
    Run run = Run.of(words);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(named);
  }

  @Test
  void aSpoiltKeyFileIsRefusedByLineAndNeverRepeated() throws IOException {
    String secret = value(engine(), "master");
    byte[] shorter = Base64.getDecoder().decode(secret);
    String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(shorter, 31));
    Files.writeString(engine(), Files.readString(engine()).replace(secret, cut));
    Run run = Run.of("code", "keys", "list", "--keys", engine().toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("engine.json:", "master", "32 bytes").doesNotContain(cut);
  }

  @Test
  void aPrivateKeyOfAnotherPublicKeyIsRefused() throws IOException {
    String text = Files.readString(engine());
    String first = value(engine(), "private");
    String second = text.substring(text.lastIndexOf("\"private\"")).split("\"", -1)[3];
    Files.writeString(engine(), text.replace(first, second));
    Run run = Run.of("code", "keys", "list", "--keys", engine().toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("keys[0].private", "not that of the public key");
  }

  @ParameterizedTest
  @CsvSource({"svg,<svg", "terminal,█"})
  void aQrIsDrawn(String format, String sign) {
    assertThat(issue("--colour", "green", "--format", format)).contains(sign);
  }

  @Test
  void aPngGoesIntoAFile() throws IOException {
    Path file = dir.resolve("code.png");
    assertThat(issue("--colour", "green", "--format", "png", "--out", file.toString())).isEmpty();
    assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
  }

  private String issue(String... options) {
    String[] fixed = {"code", "issue", "--keys", engine().toString(), "--person", PERSON};
    String[] all = Arrays.copyOf(fixed, fixed.length + options.length);
    System.arraycopy(options, 0, all, fixed.length, options.length);
    Run run = Run.of(all);
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    return run.out().strip();
  }

  private Path engine() {
    return dir.resolve("engine.json");
  }

  private Path gateway() {
    return dir.resolve("gateway.json");
  }

  /** The first value under a key of a file. */
  private static String value(Path file, String key) throws IOException {
    String text = Files.readString(file);
    return text.substring(text.indexOf('"' + key + '"')).split("\"", -1)[3];
  }
}
