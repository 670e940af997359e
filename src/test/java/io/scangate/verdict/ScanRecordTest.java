package io.scangate.verdict;

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
            "02"
                + "00000000000000010000000000000002"
                + "0000000000000003"
                + "0000000000000004"
                + "00060a24181e4005"
                + "02"
                + "01"
                + "00000000000000060000000000000007"
                + "01"
                + "0000000000000009"
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
            1,
            9,
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
    block[0] = 3;

    assertThatThrownBy(() -> ScanRecord.read(block)).hasMessageContaining("unknown format 3");
  }

  @Test
  void aRecordOfTheFormatBeforeIsReadBesideOneOfToday() {
    byte[] old =
        HexFormat.of()
            .parseHex(
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
    byte[] today = block(8, 2, 3, 4, 5, 2, 1, 6, 7, "V17");
    byte[] both = Arrays.copyOf(old, old.length + today.length);
    System.arraycopy(today, 0, both, old.length, today.length);

    assertThat(ScanRecord.count(both)).isEqualTo(2);
    ScanRecord read = ScanRecord.read(both).getFirst();
    assertThat(read.scanId()).isEqualTo(new UUID(1, 2));
    assertThat(read.kind()).isZero();
    assertThat(read.site()).isZero();
    assertThat(read.checkpoint()).isEqualTo("V17");
    assertThat(ScanRecord.read(both).getLast().kind()).isEqualTo(1);
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
        1,
        9,
        checkpoint.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
