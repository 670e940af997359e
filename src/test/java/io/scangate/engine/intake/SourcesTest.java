package io.scangate.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.config.ConfigException;
import io.scangate.config.ConfigFile;
import io.scangate.health.Division;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourcesTest {
  private static Sources with(String lines) {
    return Sources.read(ConfigFile.parse("sources.yaml", "sources:\n  lab:\n" + lines));
  }

  private static String lab(String divisions, String facts, String severe) {
    return """
        kind: laboratory
        authority: A
        divisions: %s
        facts: %s
        severe: %s
    """
        .formatted(divisions, facts, severe);
  }

  @Test
  void theShippedSourcesHaveEveryKind() {
    Sources sources = Sources.read(Path.of("config/sources.yaml"));
    Set<SourceKind> kinds =
        sources.all().stream()
            .map(Source::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(SourceKind.class)));
    assertThat(kinds).isEqualTo(EnumSet.allOf(SourceKind.class));
  }

  @Test
  void aSourceCoversWhatLiesInItsDivisions() {
    Source lab =
        with(lab("[\"4403\", \"4401\"]", "[test]", "{most: 1, per: PT1H}"))
            .find("lab")
            .orElseThrow();
    assertThat(lab.covers(new Division("440305"))).isTrue();
    assertThat(lab.covers(new Division("4403"))).isTrue();
    assertThat(lab.covers(new Division("44"))).isFalse();
    assertThat(lab.covers(new Division("440205"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "['4403'] | [contact] | {most: 1, per: PT1H} | sources.lab.facts[0]: 'contact' is not"
            + " allowed; allowed: test",
        "['4403'] | [] | {most: 1, per: PT1H} | a kind of fact at least",
        "[] | [test] | {most: 1, per: PT1H} | a division at least",
        "['440'] | [test] | {most: 1, per: PT1H} | GB/T 2260",
        "['4403'] | [test] | {most: -1, per: PT1H} | a whole number from 0",
        "['4403'] | [test] | {most: 1, per: PT0S} | a duration from PT1S",
        "['4403'] | [test] | {most: 1} | 'per' is missing",
        "['4403'] | [test] | {most: 1, per: PT1H, more: 1} | unknown key 'more'",
      })
  void whatCannotBeMeantIsRefusedInTheOperatorsWords(
      String divisions, String facts, String severe, String why) {
    assertThatThrownBy(() -> with(lab(divisions, facts, severe)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sources.yaml:")
        .hasMessageContaining(why);
  }

  @Test
  void noSourceMaySendACorrection() {
    for (SourceKind kind : SourceKind.values()) {
      assertThat(kind.facts()).doesNotContain(FactKind.CORRECTION);
    }
  }

  /** The table of the page for senders. */
  @Test
  void thePageTellsWhatEachKindMaySend() throws IOException {
    String page = Files.readString(Path.of("src/docs/sending-facts.md"));
    for (SourceKind kind : SourceKind.values()) {
      Matcher row =
          Pattern.compile("^\\| `" + kind.word() + "` \\| (.*?) \\|", Pattern.MULTILINE)
              .matcher(page);
      assertThat(row.find()).as(kind.word()).isTrue();
      Set<String> told =
          Pattern.compile("`([a-z-]+)`")
              .matcher(row.group(1))
              .results()
              .map(it -> it.group(1))
              .collect(Collectors.toSet());
      assertThat(told)
          .isEqualTo(kind.facts().stream().map(FactKind::word).collect(Collectors.toSet()));
    }
  }
}
