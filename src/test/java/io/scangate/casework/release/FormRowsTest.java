package io.scangate.casework.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormRowsTest {
  private static final int MANY = 50_000;

  private static List<String> cells(int number) {
    return List.of("人" + number, "passport", "E" + number, "2022-03-05", "2022-03-20");
  }

  @ParameterizedTest
  @EnumSource(FormFormat.class)
  @Timeout(60)
  void whatIsWrittenInAFormatIsReadRowByRow(FormFormat format) throws Exception {
    Sheet sheet = format.sheet(List.of());
    for (int number = 1; number <= MANY; number++) {
      sheet.row(cells(number));
    }
    Buffer form = sheet.end();
    assertThat(form.length()).isLessThan(ReleaseFiling.MOST_FORM);
    assertThat(FormFormat.of(form)).contains(format);
    int headings = format == FormFormat.JSON ? 0 : 1;
    try (FormRows rows = format.open(form.getBytes())) {
      for (int number = 1; number <= MANY; number++) {
        assertThat(rows.next()).contains(new FormRow(number + headings, cells(number)));
      }
      assertThat(rows.next()).isEmpty();
    }
  }

  private static List<List<String>> csv(String text) throws MalformedForm {
    String form = String.join(",", Column.HEADINGS) + "\n" + text;
    List<List<String>> read = new ArrayList<>();
    try (FormRows rows = CsvRows.open(form.getBytes(StandardCharsets.UTF_8))) {
      for (Optional<FormRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        read.add(row.get().cells());
      }
    }
    return read;
  }

  @Test
  void cellsOfCsvMayBeQuotedAndRowsEndAsTheyLike() throws Exception {
    assertThat(csv("a,\"b,\"\"c\"\"\nd\",,e,f\r\n\n,,,,\n1,2,3,4,5"))
        .containsExactly(
            List.of("a", "b,\"c\"\nd", "", "e", "f"), List.of("1", "2", "3", "4", "5"));
  }

  @Test
  void quotesThatStandAnywhereAreRefused() {
    for (String text : List.of("a\"b,", "\"a\"b", "\"a", "a\rb")) {
      assertThatThrownBy(() -> csv(text)).isInstanceOf(MalformedForm.class);
    }
  }

  @Test
  void nothingOfARowIsPrinted() {
    assertThat(new FormRow(7, cells(7)).toString()).isEqualTo("FormRow[7, ***]");
  }
}
