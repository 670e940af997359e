package io.scangate.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  /** Cuts a stream that comes in pieces of that size. */
  private static List<String> cut(String stream, int size) {
    Lines lines = new Lines(8);
    List<Lines.Line> all = new ArrayList<>();
    Buffer bytes = Buffer.buffer(stream);
    for (int from = 0; from < bytes.length(); from += size) {
      all.addAll(lines.add(bytes.getBuffer(from, Math.min(bytes.length(), from + size))));
    }
    all.addAll(lines.end());
    return all.stream()
        .map(
            line ->
                switch (line) {
                  case Lines.Line.Text(var text) -> text.toString();
                  case Lines.Line.TooLong() -> "TOO LONG";
                })
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void linesAreTheSameHoweverTheyArrive(int size) {
    assertThat(cut("one\n\ntwo\r\n \t\r\n12345678\n123456789\nlast", size))
        .containsExactly("one", "two\r", "12345678", "TOO LONG", "last");
    assertThat(cut("", size)).isEmpty();
    assertThat(cut("\n\n", size)).isEmpty();
    assertThat(cut("x".repeat(1_000), size)).containsExactly("TOO LONG");
  }
}
