package io.scangate.credential;

import static io.scangate.credential.Keys.NOW;
import static io.scangate.credential.Keys.rejected;
import static io.scangate.credential.Keys.ring;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a text is, it is read without an exception, and nothing but a code is a code. */
class HostileTextTest {
  private static final int RANDOM_TEXTS = Integer.getInteger("scangate.fuzz", 1_000_000);

  static Stream<byte[]> codes() {
    return Stream.of(Keys.dynamic(NOW), Keys.paper(Keys.ED25519), Keys.paper(Keys.P256));
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyTurnedBitOfATextIsRefused(byte[] code) {
    CodeReader reader = Keys.reader(ring());
    assertThat(Keys.read(reader, code, NOW)).isInstanceOf(Claims.class);
    for (int bit = 0; bit < 8 * code.length; bit++) {
      byte[] turned = code.clone();
      turned[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(Keys.read(reader, turned, NOW))
          .as("bit %d", bit)
          .isInstanceOf(Reading.Rejected.class);
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyTurnedBitOfAMessageIsRefused(byte[] code) {
    CodeReader reader = Keys.reader(ring());
    CodeBytes bytes = CodeBytes.of(code);
    for (int bit = 0; bit < 8 * bytes.message().length; bit++) {
      byte[] turned = bytes.flipped(bit / 8, 1 << bit % 8).text();
      assertThat(Keys.read(reader, turned, NOW))
          .as("bit %d", bit)
          .isInstanceOf(Reading.Rejected.class);
    }
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyTruncationAndEveryAdditionIsRefused(byte[] code) {
    CodeReader reader = Keys.reader(ring());
    for (int length = 0; length < code.length; length++) {
      Reading reading = Keys.read(reader, Arrays.copyOf(code, length), NOW);
      assertThat(reading).isEqualTo(rejected(length < 4 ? Fault.NOT_A_CODE : Fault.MALFORMED));
    }
    byte[] message = CodeBytes.of(code).message();
    for (int more = 1; more < 5; more++) {
      byte[] longer = new CodeBytes(Arrays.copyOf(message, message.length + more)).text();
      assertThat(Keys.read(reader, longer, NOW)).isEqualTo(rejected(Fault.MALFORMED));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',NOT_A_CODE",
    "SG1,NOT_A_CODE",
    "sg1:ABC,NOT_A_CODE",
    "' SG1:ABC',NOT_A_CODE",
    "https://example.org,NOT_A_CODE",
    "SG2:ABC,NOT_A_CODE",
    "SG1:,MALFORMED",
    "SG1:0,MALFORMED",
    "SG1:000,MALFORMED",
    "SG1:GGW,MALFORMED",
    "SG1:abc,MALFORMED",
  })
  void textsThatAreNoCodesAreToldApart(String text, Fault fault) {
    assertThat(Keys.read(text)).isEqualTo(rejected(fault));
  }

  @Test
  void moreThanFiveHundredAndTwelveCharactersAreMalformedWhateverTheyAre() {
    assertThat(Keys.read("x".repeat(512))).isEqualTo(rejected(Fault.NOT_A_CODE));
    assertThat(Keys.read("x".repeat(513))).isEqualTo(rejected(Fault.MALFORMED));
    assertThat(Keys.read("SG1:" + "0".repeat(508))).isEqualTo(rejected(Fault.MALFORMED));
    assertThat(Keys.read("SG1:" + "0".repeat(1_000_000))).isEqualTo(rejected(Fault.MALFORMED));
  }

  @Test
  void aLineEndAfterACodeIsNoPartOfIt() {
    String code = new String(Keys.dynamic(NOW), StandardCharsets.US_ASCII);
    assertThat(Keys.read(code + "\n")).isEqualTo(rejected(Fault.MALFORMED));
    assertThat(Keys.read(code + " ")).isEqualTo(rejected(Fault.MALFORMED));
  }

  /** Noise of four sorts, from any bytes to codes with some bytes replaced. */
  @Test
  void randomTextsNeverThrowAndAreNeverGenuine() {
    SplittableRandom random = new SplittableRandom(20220110);
    CodeReader reader = Keys.reader(ring());
    CodeBytes[] codes = codes().map(CodeBytes::of).toArray(CodeBytes[]::new);
    Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    for (int i = 0; i < RANDOM_TEXTS; i++) {
      byte[] text = noise(random, codes, i);
      Reading reading = Keys.read(reader, text, NOW);
      if (!(reading instanceof Reading.Rejected(Fault fault, long skew))) {
        throw new AssertionError("genuine: " + new String(text, StandardCharsets.ISO_8859_1));
      }
      assertThat(skew).isZero();
      faults.merge(fault, 1, Integer::sum);
    }
    assertThat(faults).containsKeys(Fault.NOT_A_CODE, Fault.MALFORMED);
  }

  private static byte[] noise(SplittableRandom random, CodeBytes[] codes, int number) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    if (number % 4 == 0) {
      return bytes;
    }
    if (number % 4 == 1) {
      return new CodeBytes(bytes).text();
    }
    // Half of the spoilt ones are the cheap MACs only; a signature takes a hundred times as long.
    byte[] message = codes[number % 64 == 2 ? random.nextInt(codes.length) : 0].message();
    for (int turns = 1 + random.nextInt(3); turns > 0; turns--) {
      message[random.nextInt(message.length)] += (byte) (1 + random.nextInt(255));
    }
    return Arrays.equals(message, codes[0].message()) ? bytes : new CodeBytes(message).text();
  }
}
