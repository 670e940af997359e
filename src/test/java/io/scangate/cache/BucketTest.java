package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A packed bucket beside a plain map that is told the same. */
class BucketTest {
  private static final Bucket EMPTY = bucket(new TreeMap<>(), 0);

  /** The references that a test is about, ends of their range and neighbours among them. */
  private static final List<Long> PEOPLE =
      List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -9L << 40, -1L, 0L, 1L, 7L << 50, Long.MAX_VALUE);

  private static Bucket bucket(SortedMap<Long, CodeStatus> codes, long sequence) {
    byte[] packed = new byte[codes.size() * CodeFormat.CODE];
    int at = 0;
    for (CodeStatus code : codes.values()) {
      CodeFormat.write(code, packed, at);
      at += CodeFormat.CODE;
    }
    return Bucket.of(packed, sequence, 0);
  }

  private static CodeStatus status(long person, long version) {
    return status(person, version, Colour.GREEN);
  }

  private static CodeStatus status(long person, long version, Colour colour) {
    return new CodeStatus(person, version, colour, 1_646_000_000, version & 0xff, true, false);
  }

  private static Bucket after(Bucket bucket, long sequence, CodeChange change) {
    return bucket.after(new Committed(sequence, 0, change));
  }

  private static Bucket stored(Bucket bucket, long sequence, CodeStatus status) {
    return after(bucket, sequence, new CodeChange.Stored(status));
  }

  /** References as they are drawn, and those that a look for a place could miss. */
  @Provide
  Arbitrary<Long> people() {
    return Arbitraries.oneOf(Arbitraries.of(PEOPLE), Arbitraries.longs());
  }

  @Provide
  Arbitrary<List<CodeChange>> changes() {
    Arbitrary<Long> versions = Arbitraries.longs().between(1, 9);
    Arbitrary<CodeChange> stored =
        Combinators.combine(people(), versions, Arbitraries.of(Colour.class))
            .as(
                (person, version, colour) ->
                    new CodeChange.Stored(status(person, version, colour)));
    Arbitrary<CodeChange> erased =
        Combinators.combine(people(), versions).as(CodeChange.Erased::new);
    return Arbitraries.oneOf(stored, stored, erased).list().ofMaxSize(120);
  }

  @Property(tries = 2_000)
  void itHoldsWhatAMapHoldsThatIsToldTheSame(@ForAll("changes") List<CodeChange> changes) {
    TreeMap<Long, CodeStatus> map = new TreeMap<>();
    Bucket bucket = EMPTY;
    long sequence = 0;
    for (CodeChange change : changes) {
      bucket = after(bucket, ++sequence, change);
      CodeStatus held = map.get(change.person());
      if (held == null || change.version() > held.version()) {
        switch (change) {
          case CodeChange.Stored(var status) -> map.put(status.person(), status);
          case CodeChange.Erased(long person, long _) -> map.remove(person);
        }
      }
      holds(bucket, map);
    }
    PEOPLE.forEach(person -> assertThat(EMPTY.find(person)).isNull());
  }

  @Property(tries = 500)
  void whoIsNotInItIsNotFoundWhereverTheyWouldStand(
      @ForAll("changes") List<CodeChange> changes, @ForAll("people") long stranger) {
    TreeMap<Long, CodeStatus> map = new TreeMap<>();
    changes.forEach(change -> map.put(change.person(), status(change.person(), 1)));
    map.remove(stranger);
    assertThat(bucket(map, 0).find(stranger)).isNull();
    holds(bucket(map, 0), map);
  }

  @Property(tries = 500)
  void ofTwoReadingsTheNewerCodeOfEachPersonIsKept(
      @ForAll("changes") List<CodeChange> held, @ForAll("changes") List<CodeChange> read) {
    TreeMap<Long, CodeStatus> before = new TreeMap<>();
    held.forEach(change -> before.put(change.person(), status(change.person(), change.version())));
    TreeMap<Long, CodeStatus> now = new TreeMap<>();
    read.forEach(change -> now.put(change.person(), status(change.person(), change.version())));
    TreeMap<Long, CodeStatus> wanted = new TreeMap<>(now);
    wanted.replaceAll(
        (person, code) ->
            before.containsKey(person) && before.get(person).isNewerThan(code)
                ? before.get(person)
                : code);
    holds(bucket(now, 0).notOlderThan(bucket(before, 0)), wanted);
  }

  private static void holds(Bucket bucket, Map<Long, CodeStatus> map) {
    assertThat(bucket.size()).isEqualTo(map.size());
    assertThat(bucket.weight()).isEqualTo(Bucket.OVERHEAD + (long) map.size() * CodeFormat.CODE);
    map.forEach((person, code) -> assertThat(bucket.find(person)).isEqualTo(code));
  }

  @Test
  void aChangeThatItReflectsAlreadyIsNone() {
    TreeMap<Long, CodeStatus> read = new TreeMap<>(Map.of(5L, status(5, 1)));
    Bucket bucket = bucket(read, 7);
    assertThat(stored(bucket, 7, status(5, 2))).isSameAs(bucket);
    assertThat(stored(bucket, 8, status(5, 2)).find(5)).isEqualTo(status(5, 2));
  }

  @Test
  void aVersionOfALaterIncarnationIsNewerThoughItsNumberIsNegative() {
    Bucket bucket = stored(EMPTY, 1, status(5, 0x7fL << 56 | 1_000));
    long restored = 0x80L << 56 | 1;
    assertThat(stored(bucket, 2, status(5, restored)).find(5)).isEqualTo(status(5, restored));
  }

  @Test
  void whatIsOlderErasesNothing() {
    Bucket bucket = stored(EMPTY, 1, status(5, 3));
    assertThat(after(bucket, 2, new CodeChange.Erased(5, 2))).isSameAs(bucket);
    assertThat(after(bucket, 2, new CodeChange.Erased(5, 3))).isSameAs(bucket);
    assertThat(after(bucket, 2, new CodeChange.Erased(5, 4)).find(5)).isNull();
  }

  @Test
  void anotherEraChangesNoCode() {
    Bucket bucket = stored(EMPTY, 1, status(5, 3));
    assertThat(bucket.inEra(0)).isSameAs(bucket);
    assertThat(bucket.inEra(4).era()).isEqualTo(4);
    assertThat(bucket.inEra(4).find(5)).isEqualTo(status(5, 3));
  }
}
