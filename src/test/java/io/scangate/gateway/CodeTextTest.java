package io.scangate.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTextTest {
  private static byte @Nullable [] inJson(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return CodeText.inJson(bytes, bytes.length);
  }

  @Test
  void aCodeIsTheOnlyFieldOfAnObject() {
    assertThat(inJson("{\"code\":\"SG1:A B\"}")).isEqualTo("SG1:A B".getBytes(UTF_8));
    assertThat(inJson(" { \"code\" : \"\\u0053\" } ")).isEqualTo("S".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "\"a\"",
        "{\"code\":null}",
        "{\"code\":[\"a\"]}",
        "{\"Code\":\"a\"}",
        "{\"code\":\"a\",\"code\":\"b\"}",
        "{\"code\":\"a\"}{}",
        "{\"code\":\"a\"",
        "{\"code\":\"a",
        "{'code':'a'}",
        "nonsense",
        "{\"a\":1,\"code\":\"a\"}"
      })
  void anythingElseIsNone(String body) {
    assertThat(inJson(body)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"A,1", "'A\n',1", "'A\r',1", "'A\r\n',1", "'A\n\r',2", "'A\n\n',2", "'A ',2"})
  void oneLineEndIsCutAndNothingElse(String text, int length) {
    byte[] bytes = text.getBytes(UTF_8);
    assertThat(CodeText.withoutLineEnd(bytes, bytes.length)).isEqualTo(length);
  }

  @Test
  void aLineEndAloneIsNothing() {
    assertThat(CodeText.withoutLineEnd(new byte[] {'\r', '\n'}, 2)).isZero();
    assertThat(CodeText.withoutLineEnd(new byte[0], 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain,TEXT",
    "Text/Plain; charset=utf-8,TEXT",
    "application/json,JSON",
    "application/json;charset=utf-8,JSON",
    "text/html,",
    "text/plainer,",
    "'',"
  })
  void theTypeOfABodyIsItsMediaType(String header, BodyType type) {
    assertThat(BodyType.of(header)).isEqualTo(type);
  }
}
