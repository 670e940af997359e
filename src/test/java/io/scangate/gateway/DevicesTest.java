package io.scangate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.health.Division;
import io.scangate.verdict.AdmissionRules;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.CheckpointChange;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.Closure;
import io.scangate.verdict.Closure.Scope;
import io.scangate.verdict.KeyHash;
import io.scangate.verdict.Orders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DevicesTest {
  private static final KeyHash ONE = new KeyHash(1, 1, 1, 1);
  private static final KeyHash TWO = new KeyHash(2, 2, 2, 2);
  private static final Checkpoint NORTH = door("north");
  private static final Checkpoint SOUTH = door("south");

  private final Lists lists =
      new Lists(AdmissionRules.read(Path.of("config/admission.yaml")), () -> 0);

  private static Checkpoint door(String name) {
    return new Checkpoint(name, name, "venue", new Division("440305001001"));
  }

  private static Orders closing(String site) {
    return new Orders(List.of(new Closure(new Scope.WholeSite(site), 0, 10, "4403")));
  }

  private Device device(KeyHash hash) {
    return Objects.requireNonNull(lists.devices().find(hash));
  }

  @Test
  void aChangeBringsAndTakesDevicesAndLeavesTheOthers() {
    lists.takeOver(new CheckpointList(Map.of(ONE, NORTH)));
    Device stays = device(ONE);
    lists.change(new CheckpointChange(Map.of(TWO, SOUTH), Set.of()));
    assertThat(device(TWO).gate().checkpoint()).isEqualTo(SOUTH);
    assertThat(device(ONE)).isSameAs(stays);
    lists.change(new CheckpointChange(Map.of(), Set.of(TWO)));
    assertThat(lists.devices().find(TWO)).isNull();
    assertThat(lists.devices().size()).isEqualTo(1);
  }

  @Test
  void aDeviceThatMovesKeepsWhatIsLeftOfItsRate() {
    lists.takeOver(new CheckpointList(Map.of(ONE, NORTH)));
    RateLimit rate = device(ONE).rate();
    lists.change(new CheckpointChange(Map.of(ONE, SOUTH), Set.of()));
    assertThat(device(ONE).gate().checkpoint()).isEqualTo(SOUTH);
    assertThat(device(ONE).rate()).isSameAs(rate);
    lists.takeOver(new CheckpointList(Map.of(ONE, NORTH)));
    assertThat(device(ONE).rate()).isSameAs(rate);
  }

  @Test
  void anOrderReachesWhomItConcernsAlsoThoseThatComeLater() {
    lists.takeOver(new CheckpointList(Map.of(ONE, NORTH)));
    Device open = device(ONE);
    lists.takeOver(closing("south"));
    assertThat(device(ONE)).isSameAs(open);
    lists.change(new CheckpointChange(Map.of(TWO, SOUTH), Set.of()));
    assertThat(device(TWO).gate().isClosed(5)).isTrue();
    RateLimit rate = device(TWO).rate();
    lists.takeOver(Orders.NONE);
    assertThat(device(TWO).gate().isClosed(5)).isFalse();
    assertThat(device(TWO).rate()).isSameAs(rate);
    assertThat(device(ONE)).isSameAs(open);
  }

  @Test
  void whoeverRemembersADeviceLooksAgainAfterAnyChange() {
    lists.takeOver(new CheckpointList(Map.of(ONE, NORTH)));
    Devices first = lists.devices();
    lists.change(new CheckpointChange(Map.of(), Set.of(ONE)));
    Devices second = lists.devices();
    assertThat(second).isNotSameAs(first);
    lists.takeOver(closing("north"));
    assertThat(lists.devices()).isNotSameAs(second);
  }

  @Test
  void whoeverWatchesIsToldOfChangesAndOrders() {
    int[] told = {0};
    Runnable watcher = () -> told[0]++;
    lists.watch(watcher);
    lists.takeOver(new CheckpointList(Map.of(ONE, NORTH)));
    lists.change(new CheckpointChange(Map.of(), Set.of(ONE)));
    lists.takeOver(closing("north"));
    assertThat(told[0]).isEqualTo(3);
    lists.unwatch(watcher);
    lists.change(new CheckpointChange(Map.of(ONE, NORTH), Set.of()));
    assertThat(told[0]).isEqualTo(3);
  }
}
