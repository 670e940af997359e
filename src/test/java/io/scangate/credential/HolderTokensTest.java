package io.scangate.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Holder tokens: what is sealed is opened, and nothing else is. */
class HolderTokensTest {
  private static final long NOW = 1_646_000_000L;
  private static final long HOLDER = 0x0123456789abcdefL;

  private final SecureRandom random = new SecureRandom();
  private final SealingKey sealing = SealingKey.generate(random);
  private final HolderTokens tokens = new HolderTokens(sealing);

  private String token() {
    return tokens.seal(HolderToken.at(NOW, HOLDER, List.of(5L, 6L)), random);
  }

  @Property
  void whatIsSealedIsOpenedByEveryGatewayOfTheInstallation(
      @ForAll long holder,
      @ForAll @Size(max = HolderToken.MOST_FAMILY) List<Long> family,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long issued) {
    HolderToken token = HolderToken.at(issued, holder, family);
    String text = tokens.seal(token, random);
    assertThat(text).hasSize(HolderTokens.CHARACTERS).matches("[A-Za-z0-9_-]+");
    assertThat(new HolderTokens(sealing).open(text, issued))
        .isEqualTo(new TokenReading.Good(token));
  }

  @Property(tries = 300)
  void anyTextIsForged(@ForAll @StringLength(max = 400) String text) {
    assertThat(tokens.open(text, NOW)).isInstanceOf(TokenReading.Forged.class);
  }

  @Test
  void everyBitCounts() {
    byte[] bytes = Base64.getUrlDecoder().decode(token());
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] changed = bytes.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(tokens.open(text, NOW)).isInstanceOf(TokenReading.Forged.class);
    }
  }

  @Test
  void everyCharacterAndTheLengthCount() {
    String text = token();
    for (int at = 0; at < text.length(); at++) {
      char other = text.charAt(at) == 'A' ? 'B' : 'A';
      String changed = text.substring(0, at) + other + text.substring(at + 1);
      assertThat(tokens.open(changed, NOW)).isInstanceOf(TokenReading.Forged.class);
    }
    assertThat(tokens.open(text + "A", NOW)).isInstanceOf(TokenReading.Forged.class);
    assertThat(tokens.open(text.substring(1), NOW)).isInstanceOf(TokenReading.Forged.class);
    assertThat(tokens.open(text + "=", NOW)).isInstanceOf(TokenReading.Forged.class);
  }

  @Test
  void theKeyOfAnotherInstallationOpensNothing() {
    HolderTokens others = new HolderTokens(SealingKey.generate(random));
    assertThat(others.open(token(), NOW)).isInstanceOf(TokenReading.Forged.class);
  }

  @Test
  void aTokenIsGoodForADayToTheSecond() {
    String text = token();
    long end = NOW + 24 * 3_600;
    assertThat(tokens.open(text, end - 1)).isInstanceOf(TokenReading.Good.class);
    assertThat(tokens.open(text, end)).isInstanceOf(TokenReading.Expired.class);
  }

  @Test
  void noReferenceIsReadableAndNoTwoTokensAreAlike() {
    String text = token();
    String bytes = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(text));
    assertThat(bytes).doesNotContain("0123456789abcdef");
    assertThat(token()).isNotEqualTo(text);
    assertThat(HolderToken.at(NOW, HOLDER, List.of()).toString())
        .doesNotContain(Long.toString(HOLDER));
  }

  @Test
  void aFamilyIsBoundedAndATokenEndsAfterItBegins() {
    List<Long> nine = LongStream.range(0, 9).boxed().toList();
    assertThatThrownBy(() -> HolderToken.at(NOW, HOLDER, nine))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HolderToken(HOLDER, Collections.emptyList(), NOW, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
