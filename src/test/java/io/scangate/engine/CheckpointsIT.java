package io.scangate.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.health.Division;
import io.scangate.ledger.CheckpointDesk;
import io.scangate.ledger.CheckpointLoad;
import io.scangate.ledger.CheckpointShelf;
import io.scangate.ledger.CheckpointState;
import io.scangate.ledger.CheckpointState.Status;
import io.scangate.ledger.CheckpointStep;
import io.scangate.ledger.CheckpointStep.Issued;
import io.scangate.ledger.CheckpointStep.Refusal;
import io.scangate.ledger.DeviceKeyDesk;
import io.scangate.ledger.GateList;
import io.scangate.ledger.KeptCheckpoints;
import io.scangate.ledger.ListHeads;
import io.scangate.ledger.TestPostgres;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.CheckpointChange;
import io.scangate.verdict.CheckpointList;
import io.scangate.verdict.KeyHash;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checkpoints and their keys in a real PostgreSQL, step by step. */
class CheckpointsIT {
  private static final Instant NOW = Instant.parse("2022-03-01T08:00:00Z");
  private static final Division COMMUNITY = new Division("440305001001");
  private static TestLedger test;
  private static CheckpointDesk desk;
  private static DeviceKeyDesk keys;
  private static CheckpointShelf shelf;
  private static KeptCheckpoints kept;
  private static long numbers = 1;

  @BeforeAll
  static void open() {
    test = new TestLedger(NOW);
    desk = new CheckpointDesk(test.ledger);
    keys = new DeviceKeyDesk(test.ledger);
    shelf = new CheckpointShelf(test.ledger);
    kept = new KeptCheckpoints(test.ledger);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  private static Checkpoint door(String id) {
    return new Checkpoint(id, "site-" + id, "venue", COMMUNITY);
  }

  private static CheckpointStep register(Checkpoint checkpoint) {
    return desk.register(checkpoint, true, 80, "cinema", NOW);
  }

  private static Checkpoint approved(String id) {
    Checkpoint checkpoint = door(id);
    assertThat(register(checkpoint)).isEqualTo(new CheckpointStep.Done());
    assertThat(desk.answer(id, true, "visit 7", "clerk", NOW)).isEqualTo(new CheckpointStep.Done());
    return checkpoint;
  }

  private static KeyHash hash() {
    return new KeyHash(7, 7, 7, numbers++);
  }

  private static long issue(String id, KeyHash hash) {
    return ((Issued) keys.issue(id, hash, "cinema", NOW)).key();
  }

  private static void refuses(CheckpointStep step, Refusal why) {
    assertThat(step).isEqualTo(new CheckpointStep.Refused(why));
  }

  private static Status status(String id) {
    return shelf.find(id).orElseThrow().status();
  }

  private static long number() {
    return ListHeads.of(test.ledger).head(GateList.CHECKPOINTS).number();
  }

  private static Map<KeyHash, Checkpoint> listed() {
    return CheckpointList.of(kept.whole(number())).devices();
  }

  @Test
  void aCheckpointIsRegisteredApprovedAndGivenUp() {
    Checkpoint cinema = door("cinema-1");
    assertThat(register(cinema)).isEqualTo(new CheckpointStep.Done());
    assertThat(status("cinema-1")).isEqualTo(Status.REGISTERED);
    assertThat(desk.answer("cinema-1", true, "visit 7", "clerk", NOW))
        .isEqualTo(new CheckpointStep.Done());
    assertThat(desk.giveUp("cinema-1", "closed for good", "cinema", NOW.plusSeconds(9)))
        .isEqualTo(new CheckpointStep.Done());
    CheckpointState found = shelf.find("cinema-1").orElseThrow();
    assertThat(found.checkpoint()).isEqualTo(cinema);
    assertThat(found.confined()).isTrue();
    assertThat(found.capacity()).isEqualTo(80);
    assertThat(found.operator()).isEqualTo("cinema");
    assertThat(found.answer().orElseThrow().signed())
        .isEqualTo(new CheckpointState.Signed("clerk", NOW, "visit 7"));
    assertThat(found.end())
        .contains(new CheckpointState.Signed("cinema", NOW.plusSeconds(9), "closed for good"));
  }

  @Test
  void aNameIsGivenOnceAndASiteHasOneOperatorInOneCommunity() {
    var _ = approved("twice");
    refuses(register(door("twice")), Refusal.NAME_TAKEN);
    Checkpoint beside = new Checkpoint("twice-2", "site-twice", "venue", COMMUNITY);
    refuses(desk.register(beside, true, 80, "theatre", NOW), Refusal.SITE_TAKEN);
    Checkpoint far = new Checkpoint("twice-3", "site-twice", "venue", new Division("440305001002"));
    refuses(register(far), Refusal.SITE_TAKEN);
    assertThat(register(beside)).isEqualTo(new CheckpointStep.Done());
    assertThat(desk.giveUp("twice", "moved", "cinema", NOW)).isEqualTo(new CheckpointStep.Done());
    refuses(register(door("twice")), Refusal.NAME_TAKEN);
  }

  @Test
  void theCommunityAnswersOnceAndByAnotherPerson() {
    refuses(desk.answer("nowhere", true, "x", "clerk", NOW), Refusal.UNKNOWN);
    assertThat(register(door("ask"))).isEqualTo(new CheckpointStep.Done());
    refuses(desk.answer("ask", true, "x", " Cinema", NOW), Refusal.SAME_PERSON);
    assertThat(desk.answer("ask", false, "no exit", "clerk", NOW))
        .isEqualTo(new CheckpointStep.Done());
    assertThat(status("ask")).isEqualTo(Status.REFUSED);
    refuses(desk.answer("ask", true, "x", "clerk", NOW), Refusal.ANSWERED);
    assertThat(register(door("gone"))).isEqualTo(new CheckpointStep.Done());
    assertThat(desk.giveUp("gone", "x", "cinema", NOW)).isEqualTo(new CheckpointStep.Done());
    refuses(desk.answer("gone", true, "x", "clerk", NOW), Refusal.GIVEN_UP);
    refuses(desk.giveUp("gone", "x", "cinema", NOW), Refusal.GIVEN_UP);
    refuses(desk.giveUp("nowhere", "x", "cinema", NOW), Refusal.UNKNOWN);
  }

  @Test
  void onlyAnApprovedCheckpointHasKeys() {
    refuses(keys.issue("nowhere", hash(), "cinema", NOW), Refusal.UNKNOWN);
    assertThat(register(door("new"))).isEqualTo(new CheckpointStep.Done());
    refuses(keys.issue("new", hash(), "cinema", NOW), Refusal.NOT_APPROVED);
    assertThat(desk.answer("new", false, "no", "clerk", NOW)).isEqualTo(new CheckpointStep.Done());
    refuses(keys.issue("new", hash(), "cinema", NOW), Refusal.NOT_APPROVED);
    var _ = approved("old");
    assertThat(desk.giveUp("old", "x", "cinema", NOW)).isEqualTo(new CheckpointStep.Done());
    refuses(keys.issue("old", hash(), "cinema", NOW), Refusal.GIVEN_UP);
  }

  @Test
  void aKeyIsListedFromItsIssueToItsEnd() {
    Checkpoint checkpoint = approved("keys");
    KeyHash first = hash();
    long key = issue("keys", first);
    long issued = number();
    assertThat(listed()).containsEntry(first, checkpoint);
    assertThat(CheckpointChange.of(kept.change(issued).orElseThrow()))
        .isEqualTo(new CheckpointChange(Map.of(first, checkpoint), Set.of()));
    refuses(keys.issue("keys", first, "cinema", NOW), Refusal.KEY_TAKEN);
    refuses(keys.withdraw("other", key, "lost", "cinema", NOW), Refusal.UNKNOWN);
    assertThat(keys.withdraw("keys", key, "lost", "cinema", NOW))
        .isEqualTo(new CheckpointStep.Done());
    refuses(keys.withdraw("keys", key, "lost", "cinema", NOW), Refusal.KEY_OVER);
    assertThat(listed()).doesNotContainKey(first);
    assertThat(CheckpointChange.of(kept.change(issued + 1).orElseThrow()))
        .isEqualTo(new CheckpointChange(Map.of(), Set.of(first)));
    // What stood in the list at an earlier number can always be told again.
    assertThat(CheckpointList.of(kept.whole(issued)).devices()).containsEntry(first, checkpoint);
    assertThat(shelf.keys("keys").getFirst().end().orElseThrow().note()).isEqualTo("lost");
  }

  @Test
  void aKeyThatIsReplacedCountsYetForAWhile() {
    Checkpoint checkpoint = approved("turn");
    KeyHash old = hash();
    KeyHash next = hash();
    long key = issue("turn", old);
    Duration hour = Duration.ofHours(1);
    assertThat(keys.replace("turn", key, next, hour, "cinema", NOW)).isInstanceOf(Issued.class);
    refuses(keys.replace("turn", key, hash(), hour, "cinema", NOW), Refusal.REPLACED);
    refuses(keys.replace("turn", -1, hash(), hour, "cinema", NOW), Refusal.UNKNOWN);
    assertThat(listed()).containsEntry(old, checkpoint).containsEntry(next, checkpoint);
    assertThat(shelf.keys("turn").getFirst().until()).contains(NOW.plus(hour));
    assertThat(keys.endDue(NOW.plus(hour).minusNanos(1_000))).isZero();
    assertThat(keys.endDue(NOW.plus(hour))).isEqualTo(1);
    assertThat(keys.endDue(NOW.plus(hour))).isZero();
    assertThat(listed()).doesNotContainKey(old).containsEntry(next, checkpoint);
    refuses(keys.replace("turn", key, hash(), hour, "cinema", NOW), Refusal.KEY_OVER);
  }

  @Test
  void aReplacedKeyMayBeWithdrawnBeforeItsTime() {
    var _ = approved("lost");
    KeyHash old = hash();
    long key = issue("lost", old);
    assertThat(keys.replace("lost", key, hash(), Duration.ofHours(1), "cinema", NOW))
        .isInstanceOf(Issued.class);
    assertThat(keys.withdraw("lost", key, "stolen", "cinema", NOW))
        .isEqualTo(new CheckpointStep.Done());
    assertThat(listed()).doesNotContainKey(old);
    assertThat(keys.endDue(NOW.plus(Duration.ofHours(1)))).isZero();
  }

  @Test
  void withACheckpointAllItsKeysEndAsOneChange() {
    var _ = approved("all");
    KeyHash one = hash();
    KeyHash other = hash();
    var _ = issue("all", one);
    var _ = issue("all", other);
    long before = number();
    assertThat(desk.giveUp("all", "sold", "cinema", NOW)).isEqualTo(new CheckpointStep.Done());
    assertThat(number()).isEqualTo(before + 1);
    assertThat(CheckpointChange.of(kept.change(before + 1).orElseThrow()).removed())
        .containsExactlyInAnyOrder(one, other);
  }

  @Test
  void aCheckpointHasSoManyKeysAndNoMore() {
    var _ = approved("many");
    for (int i = 0; i < DeviceKeyDesk.MOST_KEYS; i++) {
      var _ = issue("many", hash());
    }
    refuses(keys.issue("many", hash(), "cinema", NOW), Refusal.TOO_MANY_KEYS);
  }

  @Test
  void aDivisionIsListedPageByPage() {
    Division division = new Division("440399001001");
    for (String id : List.of("p-3", "p-1", "p-2")) {
      assertThat(register(new Checkpoint(id, id, "venue", division)))
          .isEqualTo(new CheckpointStep.Done());
    }
    List<CheckpointState> first = shelf.in(new Division("440399"), Optional.empty(), 2);
    assertThat(first).extracting(it -> it.checkpoint().id()).containsExactly("p-1", "p-2");
    assertThat(shelf.in(new Division("440399"), Optional.of(first.getLast()), 2))
        .extracting(it -> it.checkpoint().id())
        .containsExactly("p-3");
    assertThat(shelf.in(new Division("440398"), Optional.empty(), 2)).isEmpty();
  }

  @Test
  void manyComeInOneChangeAndTwiceIsOnce() {
    CheckpointLoad load = new CheckpointLoad(test.ledger);
    CheckpointLoad.Terms terms = new CheckpointLoad.Terms(false, 10, "metro", "clerk", "plan 1");
    KeyHash first = hash();
    List<CheckpointLoad.Arrival> arrivals =
        List.of(
            new CheckpointLoad.Arrival(door("load-1"), first),
            new CheckpointLoad.Arrival(door("load-2"), hash()));
    long before = number();
    assertThat(load.load(arrivals, terms, NOW)).isEqualTo(2);
    assertThat(load.load(arrivals, terms, NOW)).isZero();
    assertThat(number()).isEqualTo(before + 1);
    assertThat(status("load-1")).isEqualTo(Status.APPROVED);
    assertThat(listed()).containsEntry(first, door("load-1"));
  }

  @Test
  void thePasswordOfTheApplicationOpensNoDoorAloneAndUndoesNothing() throws SQLException {
    assertThat(register(door("mine"))).isEqualTo(new CheckpointStep.Done());
    asApplicationFails(
        "insert into checkpoint_answer values ('mine', true, 'x', 'CINEMA ', now())",
        "whoever registered");
    asApplicationFails(
        "insert into device_key (checkpoint, hash, issued_by, issued_at, listed_in)"
            + " values ('mine', decode(repeat('0a', 32), 'hex'), 'x', now(), 1)",
        "not approved");
    asApplicationFails("delete from checkpoint", "permission denied");
    asApplicationFails("update checkpoint set kind = 'x'", "permission denied");
    asApplicationFails("update gate_list set number = 0", "goes from number");
    asApplicationFails("delete from device_key_end", "permission denied");
  }

  private static void asApplicationFails(String sql, String message) {
    assertThatThrownBy(() -> TestPostgres.asApplication(test.settings, sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining(message);
  }
}
