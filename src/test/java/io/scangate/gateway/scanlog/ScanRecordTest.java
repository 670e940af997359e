package io.scangate.gateway.scanlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.health.PersonRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ScanRecordTest {
  @Test
  void theBytesAreThoseOfTheLayout() {
    byte[] block = block(1, 2, 3, 4, 1_700_000_000_000_005L, 2, 1, 6, 7, "V17");

    assertThat(HexFormat.of().formatHex(block))
        .isEqualTo(
            "01"
                + "00000000000000010000000000000002"
                + "0000000000000003"
                + "0000000000000004"
                + "00060a24181e4005"
                + "02"
                + "01"
                + "00000000000000060000000000000007"
                + "03"
                + "563137");
  }

  @Property
  void whatIsReadIsWhatWasWritten(
      @ForAll long high,
      @ForAll long low,
      @ForAll long reference,
      @ForAll long version,
      @ForAll int second,
      @ForAll @IntRange(max = 255) int verdict,
      @ForAll @IntRange(max = 255) int basis,
      @ForAll @StringLength(max = 16) String checkpoint) {
    byte[] utf8 = checkpoint.getBytes(StandardCharsets.UTF_8);
    String id = new String(utf8, StandardCharsets.UTF_8);
    byte[] one =
        block(high, low, reference, version, second * 1_000_000L, verdict, basis, low, high, id);
    byte[] two = Arrays.copyOf(one, 2 * one.length);
    System.arraycopy(one, 0, two, one.length, one.length);

    ScanRecord expected =
        new ScanRecord(
            new UUID(high, low),
            new PersonRef(reference),
            version,
            Instant.ofEpochSecond(second),
            verdict,
            basis,
            new UUID(low, high),
            id);
    assertThat(ScanRecord.read(two)).containsExactly(expected, expected);
    assertThat(ScanRecord.count(two)).isEqualTo(2);
  }

  @Test
  void aTornRecordIsRefused() {
    byte[] block = block(1, 2, 3, 4, 5, 2, 1, 6, 7, "V17");
    for (int length = 1; length < block.length; length++) {
      byte[] torn = Arrays.copyOf(block, length);
      assertThatThrownBy(() -> ScanRecord.read(torn))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("too early");
    }
  }

  @Test
  void anotherFormatIsRefused() {
    byte[] block = block(1, 2, 3, 4, 5, 2, 1, 6, 7, "V17");
    block[0] = 2;

    assertThatThrownBy(() -> ScanRecord.read(block)).hasMessageContaining("unknown format 2");
  }

  private static byte[] block(
      long high,
      long low,
      long reference,
      long version,
      long micros,
      int verdict,
      int basis,
      long ctiHigh,
      long ctiLow,
      String checkpoint) {
    ByteBuffer buffer = ByteBuffer.allocate(ScanRecord.MAX_BYTES);
    ScanRecord.write(
        buffer,
        high,
        low,
        reference,
        version,
        micros,
        verdict,
        basis,
        ctiHigh,
        ctiLow,
        checkpoint.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
