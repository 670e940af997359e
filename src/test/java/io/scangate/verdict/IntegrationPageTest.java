package io.scangate.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of the page for integrators and the enums say the same. */
class IntegrationPageTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Za-z-]+)` \\| (\\d+) \\|", Pattern.MULTILINE);

  private static Map<String, Integer> table(String heading) throws IOException {
    String page = Files.readString(Path.of("src/docs/integrating-a-gate.md"));
    String section = page.substring(page.indexOf("### `" + heading + "`") + 4);
    Map<String, Integer> rows = new LinkedHashMap<>();
    for (Matcher row = ROW.matcher(section.substring(0, section.indexOf("\n##"))); row.find(); ) {
      rows.put(row.group(1), Integer.valueOf(row.group(2)));
    }
    return rows;
  }

  private static <E> Map<String, Integer> words(
      E[] constants, Function<E, String> word, ToIntFunction<E> wire) {
    Map<String, Integer> words = new LinkedHashMap<>();
    for (E constant : constants) {
      words.put(word.apply(constant), wire.applyAsInt(constant));
    }
    return words;
  }

  @Test
  void everyVerdictReasonAndBasisStandsThereWithItsNumber() throws IOException {
    assertThat(table("verdict")).isEqualTo(words(Outcome.values(), Outcome::name, Outcome::wire));
    assertThat(table("reason")).isEqualTo(words(Reason.values(), Reason::text, Reason::wire));
    assertThat(table("basis")).isEqualTo(words(Basis.values(), Basis::text, Basis::wire));
  }
}
