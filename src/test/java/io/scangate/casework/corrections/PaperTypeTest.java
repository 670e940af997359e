package io.scangate.casework.corrections;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.casework.Papers;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A paper is what its bytes are. */
class PaperTypeTest {
  private static byte[] without(byte[] bytes, int last) {
    return Arrays.copyOf(bytes, bytes.length - last);
  }

  private static void isNone(byte[] bytes) {
    assertThat(PaperType.of(Buffer.buffer(bytes))).isEmpty();
  }

  @Test
  void whatIsWholeIsKnown() {
    assertThat(PaperType.of(Buffer.buffer(Papers.pdf()))).contains(PaperType.PDF);
    assertThat(PaperType.of(Buffer.buffer(Papers.picture("png")))).contains(PaperType.PNG);
    assertThat(PaperType.of(Buffer.buffer(Papers.picture("jpg")))).contains(PaperType.JPEG);
  }

  @Test
  void whatIsCutOffIsNone() {
    isNone(without(Papers.pdf(), 8));
    isNone(without(Papers.picture("png"), 1));
    isNone(without(Papers.picture("jpg"), 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "%PDF-", "MZ", "<html>%%EOF", "PK", "GIF89a"})
  void whatIsSomethingElseIsNone(String text) {
    isNone(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  @Test
  void aPictureThatIsABombIsNone() {
    byte[] png = Papers.picture("png");
    byte[] wide = png.clone();
    wide[16] = 0x7F;
    isNone(wide);
    byte[] none = png.clone();
    Arrays.fill(none, 20, 24, (byte) 0);
    isNone(none);
    byte[] both = png.clone();
    Arrays.fill(both, 16, 24, (byte) 0xFF);
    isNone(both);
  }

  @Test
  void aJpegWithoutAFrameIsNone() {
    byte[] jpeg = Papers.picture("jpg");
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
        jpeg[i + 1] = (byte) 0xE1;
      }
    }
    isNone(jpeg);
    isNone(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9});
    isNone(
        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xD9});
  }
}
