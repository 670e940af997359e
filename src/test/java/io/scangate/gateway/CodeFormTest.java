package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of a code is what the app likes best, and of equals the one that costs least. */
class CodeFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "none | TEXT",
        "'' | TEXT",
        "*/* | TEXT",
        "text/plain | TEXT",
        "image/png | PNG",
        "IMAGE/PNG | PNG",
        "image/svg+xml | SVG",
        "image/* | SVG",
        "image/*, image/svg+xml;q=0.1 | PNG",
        "text/html, image/png;q=0.9, */*;q=0.1 | PNG",
        "text/plain;q=0.5, image/svg+xml;q=0.6 | SVG",
        "image/png;q=0, */* | TEXT",
        "image/png;q=x | none",
        "text/html | none",
        "application/json | none",
        "; | none",
      })
  void itIsTheOneLikedBest(String header, String form) {
    CodeForm chosen = CodeForm.of(header);
    assertThat(chosen == null ? null : chosen.name()).isEqualTo(form);
  }
}
