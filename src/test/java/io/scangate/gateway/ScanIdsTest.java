package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScanIdsTest {
  @Test
  void noNumberComesTwice() {
    ScanIds one = new ScanIds(new SecureRandom());
    ScanIds other = new ScanIds(new SecureRandom());
    Set<ScanId> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      one.next();
      other.next();
      assertThat(seen.add(new ScanId(one.high(), one.low()))).isTrue();
      assertThat(seen.add(new ScanId(other.high(), other.low()))).isTrue();
    }
  }

  @Test
  void neighboursDifferInAboutHalfOfTheirBits() {
    ScanIds ids = new ScanIds(new SecureRandom());
    ids.next();
    long before = ids.low();
    int differing = 0;
    for (int i = 0; i < 1_000; i++) {
      ids.next();
      differing += Long.bitCount(before ^ ids.low());
      before = ids.low();
    }
    assertThat(differing).isBetween(30_000, 34_000);
  }
}
