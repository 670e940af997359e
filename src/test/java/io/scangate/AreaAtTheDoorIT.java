package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.load.AreaCity;
import io.scangate.load.AreaLoad;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@code load-tests/area.sh}: fewer people, and no figure that hangs on how busy
 * the machine is.
 */
@Timeout(300)
class AreaAtTheDoorIT {
  private static final int PEOPLE = 3_000;

  @TempDir private Path folder;

  @Test
  void anAreaThatIsDesignatedIsRedAtBothGatewaysAndNoVerdictIsOldMeanwhile() throws Exception {
    try (AreaCity city = new AreaCity(folder)) {
      AreaLoad.Seen seen = new AreaLoad(city, PEOPLE, 50, Duration.ofSeconds(2)).run();
      assertThat(seen.reached()).hasSize(2);
      assertThat(seen.changes().values()).containsOnly((long) PEOPLE);
      assertThat(seen.late().values()).containsOnly(0L);
      assertThat(seen.stale()).isZero();
      assertThat(seen.errors()).isZero();
      assertThat(seen.wrong()).isZero();
      assertThat(seen.during().getTotalCount()).isPositive();
    }
  }
}
