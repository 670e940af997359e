package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base45Test {
  /** The examples of RFC 9285, 4.3 and 4.4. */
  @ParameterizedTest
  @CsvSource({"AB,BB8", "Hello!!,%69 VD92EX0", "base-45,UJCLQE7W581", "ietf!,QED8WEX0"})
  void theExamplesOfTheStandardGoBothWays(String bytes, String text) {
    assertThat(encode(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    assertThat(decode(text)).asString(StandardCharsets.US_ASCII).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GGW", // 65536, the overflow that the standard names
        ":::",
        "U6",
        "::", // over 255 in two characters
        "0",
        "0000", // a group of one
        "bb8",
        "B\u00c38",
        "B\n8",
        "_00",
        "0_0",
        "00_",
        "_0",
        "0_"
      })
  void anythingElseIsRefused(String text) {
    assertThat(tryDecode(text)).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"FGW,65535", "U5,255"})
  void theLargestGroupsAreAccepted(String text, int value) {
    byte[] bytes = decode(text);
    int decoded = 0;
    for (byte each : bytes) {
      decoded = (decoded << 8) | (each & 0xff);
    }
    assertThat(decoded).isEqualTo(value);
  }

  @Property
  void whatIsEncodedDecodesToItself(@ForAll byte[] bytes) {
    assertThat(decode(encode(bytes))).isEqualTo(bytes);
  }

  @Property
  void whatDecodesIsTheOnlyTextOfItsBytes(@ForAll byte[] noise) {
    byte[] text = new byte[noise.length];
    for (int i = 0; i < text.length; i++) {
      text[i] =
          (byte) "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".charAt((noise[i] & 0xff) % 45);
    }
    byte[] out = new byte[Base45.decodedLength(text.length)];
    int end = Base45.decode(text, 0, text.length, out, 0);
    if (end >= 0) {
      assertThat(encode(Arrays.copyOf(out, end)))
          .isEqualTo(new String(text, StandardCharsets.US_ASCII));
    }
  }

  private static String encode(byte[] bytes) {
    byte[] text = new byte[Base45.encodedLength(bytes.length)];
    int end = Base45.encode(bytes, 0, bytes.length, text, 0);
    assertThat(end).isEqualTo(text.length);
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static int tryDecode(String text) {
    byte[] in = text.getBytes(StandardCharsets.ISO_8859_1);
    return Base45.decode(in, 0, in.length, new byte[Base45.decodedLength(in.length)], 0);
  }

  private static byte[] decode(String text) {
    byte[] in = text.getBytes(StandardCharsets.US_ASCII);
    byte[] out = new byte[Base45.decodedLength(in.length)];
    int end = Base45.decode(in, 0, in.length, out, 0);
    assertThat(end).isNotNegative();
    return Arrays.copyOf(out, end);
  }
}
