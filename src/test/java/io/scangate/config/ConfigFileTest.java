package io.scangate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  private enum Mood {
    ALL_GOOD,
    BAD
  }

  private static Mapping parse(String text) {
    return ConfigFile.parse("a.yaml", text);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @Test
  void readsEveryKindOfValue() {
    Mapping top =
        parse(
            """
            text: hello
            number: 12
            share: 0.25
            yes: true
            no: false
            life: P14D
            at: 2022-03-01T08:00:00+08:00
            zone: Asia/Shanghai
            mood: all-good
            list: [a, b]
            inner: {key: on}
            """);
    assertThat(top.scalar("text").word()).isEqualTo("hello");
    assertThat(top.scalar("number").integer(0, 12)).isEqualTo(12);
    assertThat(top.scalar("share").decimal("0", "1")).isEqualByComparingTo("0.25");
    assertThat(top.scalar("yes").bool()).isTrue();
    assertThat(top.scalar("no").bool()).isFalse();
    assertThat(top.scalar("life").duration()).isEqualTo(Duration.ofDays(14));
    assertThat(top.scalar("at").instant()).isEqualTo(Instant.parse("2022-03-01T00:00:00Z"));
    assertThat(top.scalar("zone").zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(top.scalar("mood").oneOf(Mood.values())).isEqualTo(Mood.ALL_GOOD);
    assertThat(top.items("list"))
        .extracting(node -> node.scalar().text())
        .containsExactly("a", "b");
    assertThat(top.mapping("inner").scalar("key").text()).isEqualTo("on");
    assertThat(top.scalar("number").<Integer>as(Integer::valueOf)).isEqualTo(12);
    assertThat(top.optional("absent")).isEmpty();
    assertThat(top.has("text")).isTrue();
    assertThat(top.entries()).hasSize(11);
  }

  @Test
  void readsJsonToo() {
    assertThat(parse("{\"a\": [1, {\"b\": \"c\"}]}").items("a").get(1).mapping().scalar("b").text())
        .isEqualTo("c");
  }

  @Test
  void aWrongValueIsToldWithFileLineKeyValueAndWhatIsAllowed() {
    Mapping top = parse("first: 1\nwrong:\n  - {colour: purple}\n");
    Scalar colour = top.items("wrong").getFirst().mapping().scalar("colour");
    String where = "a.yaml:3: wrong[0].colour: 'purple' is not allowed; allowed: ";
    refused(() -> colour.oneOf(Mood.values()), where + "all-good, bad");
    refused(() -> colour.integer(1, 3), where + "a whole number from 1 to 3");
    refused(() -> colour.decimal("0", "1"), where + "a number from 0 to 1");
    refused(colour::bool, where + "true, false");
    refused(colour::duration, where + "an ISO 8601 duration such as P14D or PT30M");
    refused(
        colour::instant, where + "an instant with its offset such as 2022-03-01T08:00:00+08:00");
    refused(colour::zone, where + "a time zone such as Asia/Shanghai");
  }

  @Test
  void aValueOutOfItsBoundsIsRefused() {
    Mapping top = parse("n: 4\nd: 1.5\nt: -P1D\nw: '  '\n");
    refused(
        () -> top.scalar("n").integer(1, 3),
        "a.yaml:1: n: '4' is not allowed; allowed: a whole number from 1 to 3");
    refused(
        () -> top.scalar("n").integer(5, 9),
        "a.yaml:1: n: '4' is not allowed; allowed: a whole number from 5 to 9");
    refused(
        () -> top.scalar("d").decimal("0", "1"),
        "a.yaml:2: d: '1.5' is not allowed; allowed: a number from 0 to 1");
    refused(
        () -> top.scalar("d").decimal("2", "3"),
        "a.yaml:2: d: '1.5' is not allowed; allowed: a number from 2 to 3");
    refused(
        () -> top.scalar("t").duration(),
        "a.yaml:3: t: '-P1D' is not allowed; allowed: an ISO 8601 duration such as P14D or PT30M");
    refused(
        () -> top.scalar("w").word(),
        "a.yaml:4: w: '  ' is not allowed; allowed: a text that is not empty");
  }

  @Test
  void aReaderOfAnotherPartTellsItsOwnReason() {
    Scalar scalar = parse("p: x").scalar("p");
    refused(
        () ->
            scalar.as(
                text -> {
                  throw new IllegalArgumentException("no " + text + " here");
                }),
        "a.yaml:1: p: no x here");
  }

  @Test
  void unknownMissingAndRepeatedKeysAreRefused() {
    Mapping top = parse("a: 1\nb: {c: 2}\n");
    refused(() -> top.allowing("a", "d"), "a.yaml:2: b: unknown key 'b'; allowed: a, d");
    assertThat(top.allowing("a", "b")).isSameAs(top);
    refused(() -> top.mapping("b").scalar("x"), "a.yaml:2: b: the key 'x' is missing");
    refused(() -> parse("a: 1\na: 2\n"), "a.yaml:2: a: the key stands twice");
    refused(() -> parse("{[a]: 1}"), "a.yaml:1: a key must be a single value");
  }

  @Test
  void theWrongShapeIsToldByItsKind() {
    Mapping top = parse("a: 1\nb: [1]\nc: {d: 1}\n");
    refused(() -> top.items("a"), "a.yaml:1: a: a list is wanted, not the single value '1'");
    refused(() -> top.scalar("b"), "a.yaml:2: b: a single value is wanted, not a list");
    refused(() -> top.scalar("c"), "a.yaml:3: c: a single value is wanted, not a mapping");
    refused(
        () -> top.mapping("b"), "a.yaml:2: b: a mapping of keys to values is wanted, not a list");
  }

  @Test
  void whatIsNotYamlIsToldByItsLine() {
    assertThatThrownBy(() -> parse("a: 1\nb: [1\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("a.yaml:3: not YAML: ");
    refused(() -> parse(""), "a.yaml:1: the file is empty");
    assertThatThrownBy(() -> parse("a: \u0000")).isInstanceOf(ConfigException.class);
  }

  @Test
  void aFileCannotUnfoldOrNestWithoutEnd() {
    refused(
        () -> parse("a: &x [1]\nb: *x\n"),
        "a.yaml:1: a: anchors and aliases are not allowed; write the value out");
    assertThatThrownBy(() -> parse("a: " + "[".repeat(40) + "]".repeat(40)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nested deeper than 32 levels");
  }

  @Test
  void aFileThatCannotBeReadIsToldByItsName(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing.yaml");
    refused(() -> ConfigFile.read(missing), missing + ": there is no such file");
    Path latin =
        Files.write(folder.resolve("l.yaml"), "a: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    refused(() -> ConfigFile.read(latin), latin + ": the file is not UTF-8 text");
    Path large = Files.write(folder.resolve("b.yaml"), new byte[(int) ConfigFile.MOST_BYTES + 1]);
    refused(() -> ConfigFile.read(large), large + ": larger than 4194304 bytes");
    refused(() -> ConfigFile.read(folder), folder + ": cannot be read: Is a directory");
    Path good = Files.writeString(folder.resolve("g.yaml"), "a: 1");
    assertThat(ConfigFile.read(good).scalar("a").integer(0, 1)).isOne();
  }
}
