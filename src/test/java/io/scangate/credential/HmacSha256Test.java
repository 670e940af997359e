package io.scangate.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacSha256Test {
  private static byte[] mac(byte[] key, byte[] bytes) {
    byte[] out = new byte[HmacSha256.BYTES];
    new HmacSha256(key).of(bytes, 0, bytes.length, out);
    return out;
  }

  @Test
  void itGivesTheAnswersOfTheStandard() {
    // RFC 4231, test cases 1 and 2.
    byte[] key = new byte[20];
    Arrays.fill(key, (byte) 0x0b);
    assertThat(mac(key, "Hi There".getBytes(US_ASCII)))
        .isEqualTo(
            HexFormat.of()
                .parseHex("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
    assertThat(mac("Jefe".getBytes(US_ASCII), "what do ya want for nothing?".getBytes(US_ASCII)))
        .isEqualTo(
            HexFormat.of()
                .parseHex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
  }

  @Test
  void itAgreesWithTheJdkForEveryLengthOfKeyAndText() throws Exception {
    Random random = new Random(1);
    for (int length = 1; length <= 64; length++) {
      byte[] key = new byte[length];
      byte[] bytes = new byte[3 * length];
      random.nextBytes(key);
      random.nextBytes(bytes);
      Mac jdk = Mac.getInstance("HmacSHA256");
      jdk.init(new SecretKeySpec(key, "HmacSHA256"));
      jdk.update(bytes, length, length);
      byte[] out = new byte[HmacSha256.BYTES];
      HmacSha256 mac = new HmacSha256(key);
      for (int round = 0; round < 2; round++) {
        mac.of(bytes, length, 2 * length, out);
        assertThat(out).isEqualTo(jdk.doFinal());
        jdk.update(bytes, length, length);
      }
    }
  }

  @Test
  void keysThatWouldHaveToBeHashedAreRefused() {
    assertThatThrownBy(() -> new HmacSha256(new byte[65]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HmacSha256(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
