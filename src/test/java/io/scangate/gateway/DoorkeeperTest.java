package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.Closure;
import io.scangate.verdict.Orders;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorkeeperTest {
  private final Lists lists = new Lists(TestDoors.RULES, () -> 0);
  private final Doorkeeper doorkeeper = new Doorkeeper(lists);

  @BeforeEach
  void publish() {
    lists.takeOver(TestDoors.checkpoints());
  }

  private @Nullable Device identify(@Nullable String authorization) {
    return doorkeeper.identify(authorization, lists.devices());
  }

  private static String bearer(String checkpoint) {
    return "Bearer " + TestDoors.key(checkpoint);
  }

  @Test
  void aKeyThatIsKnownNamesItsCheckpoint() {
    assertThat(Objects.requireNonNull(identify(bearer("north"))).gate().checkpoint().id())
        .isEqualTo("north");
    assertThat(identify("bearer " + TestDoors.key("north"))).isNotNull();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Basic bm9ydGg6",
        "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "Bearer AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void anythingElseNamesNobody(@Nullable String authorization) {
    assertThat(identify(authorization)).isNull();
  }

  @Test
  void aKeyHasOneSpelling() {
    String key = bearer("north");
    char last = key.charAt(key.length() - 1);
    assertThat(last).isEqualTo('A');
    assertThat(identify(key.substring(0, key.length() - 1) + 'B')).isNull();
    assertThat(identify(key.substring(0, key.length() - 1) + '!')).isNull();
  }

  @Test
  void aKeyThatLeavesTheListIsUnknownAtOnce() {
    assertThat(identify(bearer("north"))).isNotNull();
    lists.takeOver(CheckpointList.NONE);
    assertThat(identify(bearer("north"))).isNull();
  }

  @Test
  void aNewListKeepsWhatIsLeftOfARate() {
    Device before = Objects.requireNonNull(identify(bearer("slow")));
    assertThat(before.mayScan(0)).isTrue();
    lists.takeOver(
        new Orders(
            List.of(new Closure(new Closure.Scope.WholeSite("slow"), 0, 1, "city command"))));
    Device after = Objects.requireNonNull(identify(bearer("slow")));
    assertThat(after.gate().isClosed(0)).isTrue();
    assertThat(after.mayScan(0)).isFalse();
  }
}
