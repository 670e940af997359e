package io.scangate.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code load-tests/kill.sh}: each fault once. */
@Timeout(300)
class KillIT {
  @TempDir private Path folder;

  @Test
  void everyPromiseIsKeptWhateverIsKilled() throws Exception {
    assertThat(Kill.run(Kill.Plan.once(7), folder, System.out::println)).isEmpty();
  }
}
