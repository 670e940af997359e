package io.scangate.load;

import io.scangate.verdict.Reason;
import org.jspecify.annotations.Nullable;

/**
 * One request that a generator makes: a scan, or a phone that fetches its code. Confined to the
 * generator's event loop once it is fired.
 */
final class Shot {
  private final byte[] text;
  private final @Nullable Reason expected;
  private final int person;
  private long due;
  private int attempts;

  private Shot(byte[] text, @Nullable Reason expected, int person) {
    this.text = text;
    this.expected = expected;
    this.person = person;
  }

  /**
   * A scan.
   *
   * @param person the number of the person in the city
   */
  static Shot scan(byte[] code, Reason expected, int person) {
    return new Shot(code, expected, person);
  }

  /** A phone that fetches the code of its holder with this token. */
  static Shot show(byte[] token, int person) {
    return new Shot(token, null, person);
  }

  /** The code that is scanned, or the token that a code is fetched with. */
  byte[] text() {
    return text;
  }

  /** The reason that the verdict is to have; null where a code is fetched. */
  @Nullable Reason expected() {
    return expected;
  }

  boolean isShow() {
    return expected == null;
  }

  int person() {
    return person;
  }

  /** When it was to be sent, on the monotonic clock; latencies count from there. */
  long due() {
    return due;
  }

  /** Fires it. */
  void dueAt(long nanos) {
    due = nanos;
  }

  /** Counts one more attempt and tells how many there were. */
  int attempt() {
    return ++attempts;
  }
}
