package io.scangate.casework.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.explain.Language;
import io.scangate.ledger.cases.CorrectionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state has its sentence in both languages. */
class StateWordsTest {
  @ParameterizedTest
  @EnumSource
  void everyStateHasItsSentence(CorrectionState state) {
    assertThat(StateWords.of(state, Language.EN)).endsWith(".");
    assertThat(StateWords.of(state, Language.ZH)).endsWith("。").containsPattern("\\p{IsHan}");
  }
}
