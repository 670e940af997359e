package io.scangate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoliciesTest {
  private static final Policy OLD = PolicyFile.read(java.nio.file.Path.of("config/policy.yaml"));
  private static final Policy NEW =
      PolicyFile.read(java.nio.file.Path.of("config/policies/seven-plus-three.yaml"));
  private static final Policies BOTH = Policies.of(List.of(NEW, OLD));

  @Test
  void theEditionInForceIsTheLastThatHasBegun() {
    assertThat(BOTH.inForceAt(OLD.inForceFrom())).isEqualTo(OLD);
    assertThat(BOTH.inForceAt(NEW.inForceFrom().minusNanos(1))).isEqualTo(OLD);
    assertThat(BOTH.inForceAt(NEW.inForceFrom())).isEqualTo(NEW);
  }

  @Test
  void beforeTheEarliestBeginsTheEarliestJudges() {
    assertThat(BOTH.inForceAt(Instant.EPOCH)).isEqualTo(OLD);
    assertThat(BOTH.nextAfter(Instant.EPOCH)).contains(NEW.inForceFrom());
  }

  @Test
  void theNextEditionIsTheOneThatTakesOver() {
    assertThat(BOTH.nextAfter(NEW.inForceFrom().minusNanos(1))).contains(NEW.inForceFrom());
    assertThat(BOTH.nextAfter(NEW.inForceFrom())).isEmpty();
    assertThat(Policies.of(OLD).nextAfter(Instant.EPOCH)).isEmpty();
  }

  @Test
  void atLeastOneIsNeeded() {
    assertThatThrownBy(() -> Policies.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least one policy is needed");
  }

  @Test
  void aPolicyHasAPathForEveryCategory() {
    assertThatThrownBy(
            () ->
                new Policy(
                    "v",
                    OLD.inForceFrom(),
                    OLD.province(),
                    OLD.zone(),
                    Map.of(Category.SCREENING, OLD.path(Category.SCREENING)),
                    OLD.specialArea(),
                    OLD.contactWindow(),
                    OLD.corrections()))
        .hasMessage("a policy has a path for every category");
  }
}
