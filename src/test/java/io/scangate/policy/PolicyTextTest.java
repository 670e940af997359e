package io.scangate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The canonical text of a policy and its digest. */
class PolicyTextTest {
  private static final Path DEFAULT = Path.of("config/policy.yaml");

  @ParameterizedTest
  @ValueSource(strings = {"config/policy.yaml", "config/policies/seven-plus-three.yaml"})
  void theCanonicalTextIsReadBackToAnEqualPolicyWithTheSameText(String file) {
    Policy policy = PolicyFile.read(Path.of(file));
    Policy again = PolicyFile.parse("canonical", policy.canonicalText());
    assertThat(again).isEqualTo(policy);
    assertThat(again.canonicalText()).isEqualTo(policy.canonicalText());
    assertThat(again.digest()).isEqualTo(policy.digest());
  }

  @Test
  void commentsOrderAndSpellingDoNotMatter() throws IOException {
    String text = Files.readString(DEFAULT);
    String other =
        "# another comment\n"
            + text.replaceAll("(?m)^ *#.*\n", "")
                .replace("one-negative", "a-negative")
                .replace("P14D", "PT336H")
                .replace("[centralized, home]", "[home, centralized]")
                .replace("2022-01-01T00:00:00+08:00", "2021-12-31T16:00:00Z");
    assertThat(PolicyFile.parse("other", other).digest())
        .isEqualTo(PolicyFile.read(DEFAULT).digest());
  }

  @Test
  void aChangedNumberChangesTheDigest() throws IOException {
    String text = Files.readString(DEFAULT);
    String digest = PolicyFile.read(DEFAULT).digest();
    assertThat(digest).matches("[0-9a-f]{64}");
    for (String changed : new String[] {"P14D", "PT24H", "P5D", "P4D", "PT30M", "PT48H", "P21D"}) {
      String other = text.replace(changed, changed.startsWith("PT") ? "PT47H" : "P16D");
      assertThat(PolicyFile.parse("other", other).digest()).isNotEqualTo(digest);
    }
  }

  @Test
  void textsWithQuotesAndControlCharactersSurvive() throws IOException {
    String text =
        Files.readString(DEFAULT)
            .replace("source: notice I.2", "source: \"a \\\"b\\\" \\\\ \\t c 通知\"");
    Policy policy = PolicyFile.parse("policy.yaml", text);
    assertThat(policy.path(Category.CLOSE_CONTACT).source()).isEqualTo("a \"b\" \\ \t c 通知");
    assertThat(PolicyFile.parse("canonical", policy.canonicalText())).isEqualTo(policy);
  }
}
