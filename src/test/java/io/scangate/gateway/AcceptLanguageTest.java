package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.verdict.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptLanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en                        | ENGLISH
          EN-gb                     | ENGLISH
          zh-CN,zh;q=0.9,en;q=0.8   | CHINESE
          zh;q=0.5, en;q=0.6        | ENGLISH
          en;q=0.8, zh;q=0.8        | ENGLISH
          zh, en                    | CHINESE
          fr, en;q=0.1              | ENGLISH
          en;q=0                    | CHINESE
          en;q=2                    | CHINESE
          en;q=x                    | CHINESE
          en;level=1                | CHINESE
          *, en;q=0.5               | CHINESE
          english                   | CHINESE
          fr                        | CHINESE
          ,;,                       | CHINESE
          """)
  void theLanguageThatIsLikedBestIsChosen(String header, Language language) {
    assertThat(AcceptLanguage.of(header)).isEqualTo(language);
  }

  @Test
  void withoutAHeaderOrWithAnEndlessOneItIsChinese() {
    assertThat(AcceptLanguage.of(null)).isEqualTo(Language.CHINESE);
    assertThat(AcceptLanguage.of("en," + "x".repeat(200))).isEqualTo(Language.CHINESE);
  }
}
