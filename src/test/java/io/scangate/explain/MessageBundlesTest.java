package io.scangate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Colour;
import io.scangate.policy.Category;
import io.scangate.policy.Path;
import io.scangate.policy.Phase;
import io.scangate.policy.PolicyFile;
import io.scangate.policy.Setting;
import io.scangate.transition.Uncounted;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The message bundles: complete, alike, and without a slip in their patterns. */
class MessageBundlesTest {
  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(keys(Language.ZH)).isEqualTo(keys(Language.EN));
  }

  @Test
  void aTextHasTheSameArgumentsInBothLanguages() {
    for (String key : keys(Language.EN)) {
      assertThat(arguments(Language.ZH, key)).as(key).isEqualTo(arguments(Language.EN, key));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyTextIsAPatternThatShowsItsApostrophes(Language language) {
    ResourceBundle texts = Words.texts(language);
    for (String key : keys(language)) {
      String text = texts.getString(key);
      assertThat(text).as(key).isNotBlank();
      if (!key.equals("date")) {
        assertThat(text.replace("''", "")).as(key).doesNotContain("'");
        assertThat(new MessageFormat(text, language.locale()).toPattern()).as(key).isNotEmpty();
      }
    }
  }

  @Test
  void chineseIsChinese() {
    ResourceBundle texts = Words.texts(Language.ZH);
    for (String key : keys(Language.ZH)) {
      assertThat(texts.getString(key)).as(key).containsPattern("\\p{IsHan}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyColourHasItsNameHeadlineAndAdvice(Language language) {
    for (Colour colour : Colour.values()) {
      assertThat(keys(language))
          .contains("colour." + colour, "headline." + colour, "advice." + colour);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCategoryHasItsWhy(Language language) {
    for (Category category : Category.values()) {
      assertThat(keys(language)).contains("why." + category.text());
    }
    assertThat(keys(language)).contains("why.suspected.test");
  }

  @ParameterizedTest
  @EnumSource
  void everyPhaseOfTheShippedPolicyHasItsPlace(Language language) {
    for (Path path :
        PolicyFile.read(java.nio.file.Path.of("config/policy.yaml")).paths().values()) {
      for (Phase phase : path.phases()) {
        assertThat(keys(language)).contains("place." + Words.settings(phase));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everySettingOfAnIsolationHasItsReleaseAndAdvice(Language language) {
    for (Setting setting : Setting.values()) {
      assertThat(keys(language)).contains("place." + setting.text());
      if (setting.isIsolation()) {
        assertThat(keys(language))
            .contains("lacking.release." + setting.text(), "advice.release." + setting.text());
      }
    }
    assertThat(keys(language)).contains("lacking.release.centralized-or-home");
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonNotToCountASampleHasItsText(Language language) {
    assertThat(keys(language))
        .containsAll(
            Arrays.stream(Uncounted.Why.values())
                .map(why -> "uncounted." + why.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList());
  }

  private static Set<String> keys(Language language) {
    return new TreeSet<>(Words.texts(language).keySet());
  }

  private static Set<String> arguments(Language language, String key) {
    Set<String> arguments = new TreeSet<>();
    Pattern.compile("\\{(\\d)")
        .matcher(Words.texts(language).getString(key))
        .results()
        .forEach(found -> arguments.add(found.group(1)));
    return arguments;
  }
}
