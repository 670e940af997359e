package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.scangate.cache.FeedEntry.Changed;
import io.scangate.cache.FeedEntry.Heartbeat;
import io.scangate.cache.FeedEntry.LayoutSwitched;
import io.scangate.cache.FeedEntry.ListAnnounced;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes that stand in Redis. */
class CodeFormatTest {
  private static final CodeStatus STATUS =
      new CodeStatus(
          0x0102030405060708L, 0xf1L << 56 | 9, Colour.RED, 4_294_967_295L, 27_000_000, true, true);

  private static final byte[] NAME_TOO_LONG = new byte[17 + 65];

  static {
    NAME_TOO_LONG[0] = 5;
  }

  @Test
  void aCodeStandsAsItIsDrawn() {
    assertThat(HexFormat.of().formatHex(CodeFormat.toBytes(STATUS)))
        .isEqualTo("0102030405060708" + "f100000000000009" + "0f" + "ffffffff" + "019bfcc0");
  }

  @Property
  void everyCodeIsReadAsItWasWritten(
      @ForAll long person,
      @ForAll long version,
      @ForAll Colour colour,
      @ForAll @LongRange(max = 0xffff_ffffL) long decidedAt,
      @ForAll @LongRange(max = 0xffff_ffffL) long lastNegative,
      @ForAll boolean registered,
      @ForAll boolean withdrawn) {
    CodeStatus status =
        new CodeStatus(person, version, colour, decidedAt, lastNegative, registered, withdrawn);
    byte[] code = CodeFormat.toBytes(status);
    assertThat(CodeFormat.isCode(code, 0)).isTrue();
    assertThat(CodeFormat.read(code, 0)).isEqualTo(status);
  }

  @Test
  void anInstantThatDoesNotFitIsRefusedWithoutNamingThePerson() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CodeFormat.toBytes(new CodeStatus(7, 1, Colour.RED, 1L << 32, 0, true, false)))
        .withMessageContaining("32 bits")
        .withMessageContaining("person=***");
  }

  @Test
  void flagsOfALaterVersionAreNoCode() {
    byte[] code = CodeFormat.toBytes(STATUS);
    code[16] |= 0x10;
    assertThat(CodeFormat.isCode(code, 0)).isFalse();
  }

  static Stream<FeedEntry> entries() {
    return Stream.of(
        new Changed(new Committed(1, 2, new CodeChange.Stored(STATUS))),
        new Changed(new Committed(1, 3, 2, new CodeChange.Stored(STATUS))),
        new Changed(new Committed((1L << 53) - 1, 2, new CodeChange.Erased(-5, -1))),
        new Heartbeat(0, 1_700_000_000_000_000L, -3),
        new LayoutSwitched(12, new Layout(0xffff_ffffL, Integer.MAX_VALUE, 255)),
        new ListAnnounced(5, "checkpoints", 77));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyFeedEntryIsReadAsItWasWritten(FeedEntry entry) {
    assertThat(FeedFormat.read(FeedFormat.write(entry))).isEqualTo(entry);
  }

  @ParameterizedTest
  @MethodSource("entries")
  void aFeedEntryThatIsCutOrTooLongIsNone(FeedEntry entry) {
    byte[] bytes = FeedFormat.write(entry);
    int least = entry instanceof ListAnnounced ? 18 : bytes.length;
    for (int length = 0; length < least; length++) {
      assertThat(FeedFormat.read(Arrays.copyOf(bytes, length))).isNull();
    }
    if (!(entry instanceof ListAnnounced)) {
      assertThat(FeedFormat.read(Arrays.copyOf(bytes, bytes.length + 1))).isNull();
    }
    assertThat(FeedFormat.read(NAME_TOO_LONG)).isNull();
  }

  @Property
  void noBytesMakeTheReaderThrow(@ForAll @Size(max = 60) byte[] bytes) {
    FeedEntry entry = FeedFormat.read(bytes);
    Layout layout = Layout.ofBytes(bytes);
    assertThat(entry == null || FeedFormat.write(entry).length == bytes.length).isTrue();
    assertThat(layout == null || Arrays.equals(layout.toBytes(), bytes)).isTrue();
  }

  @Property
  void everyPersonHasABucketOfTheLayout(
      @ForAll long person, @ForAll @LongRange(min = 1, max = Integer.MAX_VALUE) long buckets) {
    assertThat(new Layout(1, (int) buckets, 0).bucketOf(person)).isBetween(0, (int) buckets - 1);
  }

  @Test
  void bucketsFillEvenlyAlsoWithPeopleOfOnePartition() {
    Layout layout = Layout.sizedFor(64_000, 1, 0);
    int[] sizes = new int[layout.buckets()];
    for (long person = 0; person < 64_000; person++) {
      sizes[layout.bucketOf(person * 16 + 3)]++;
    }
    // Redis keeps a hash compact up to 128 entries.
    assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThan(128);
    assertThat(Arrays.stream(sizes).min().orElseThrow()).isGreaterThan(24);
  }
}
