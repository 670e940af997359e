package io.scangate.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.health.Division;
import io.scangate.verdict.Closure.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("gate-1", "station", "transit", new Division("440305"));

  @Test
  void checkpointsAreReadAsTheyWereWritten() {
    CheckpointList list =
        new CheckpointList(
            Map.of(
                KeyHash.ofKey(new byte[32]),
                CHECKPOINT,
                new KeyHash(1, 2, 3, 4),
                new Checkpoint("a_b.c", "station", "venue", new Division("4403"))));
    byte[] bytes = list.toBytes();
    assertThat(CheckpointList.of(bytes)).isEqualTo(list);
    assertThat(new String(bytes, UTF_8))
        .isEqualTo(
            "scangate checkpoints 1\n"
                + "0000000000000001000000000000000200000000000000030000000000000004"
                + "\ta_b.c\tstation\tvenue\t4403\n"
                + "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925"
                + "\tgate-1\tstation\ttransit\t440305\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'', the last line does not end",
    "'scangate checkpoints 1', the last line does not end",
    "'scangate checkpoints 2\n', the first line is another",
    "'scangate checkpoints 1\nab\n', 'line 2: 1 fields and not 5'",
    "'scangate checkpoints 1\nzz\ta\tb\tc\t44\n', line 2: ",
    "'scangate checkpoints 1\nabcd\ta\tb\tc\t44\n', 'line 2: the hash of a device key has 32 bytes'"
  })
  void aListOfCheckpointsThatIsNoneIsToldByItsLine(String text, String message) {
    assertThatThrownBy(() -> CheckpointList.of(text.getBytes(UTF_8)))
        .isInstanceOf(ListException.class)
        .hasMessageStartingWith("scangate checkpoints 1")
        .hasMessageContaining(message);
  }

  @Test
  void aKeyStandsOnceAndTextIsUtf8() {
    String line = "00".repeat(32) + "\ta\tb\tc\t44\n";
    assertThatThrownBy(
            () -> CheckpointList.of(("scangate checkpoints 1\n" + line + line).getBytes(UTF_8)))
        .hasMessage("scangate checkpoints 1, line 3: a key stands twice");
    assertThatThrownBy(() -> CheckpointList.of(new byte[] {(byte) 0xff, '\n'}))
        .hasMessage("scangate checkpoints 1: not UTF-8");
  }

  @Test
  void aChangeOfCheckpointsIsReadAsItWasWritten() {
    CheckpointChange change =
        new CheckpointChange(
            Map.of(new KeyHash(1, 2, 3, 4), CHECKPOINT), Set.of(new KeyHash(5, 6, 7, 8)));
    byte[] bytes = change.toBytes();
    assertThat(CheckpointChange.of(bytes)).isEqualTo(change);
    assertThat(new String(bytes, UTF_8))
        .isEqualTo(
            "scangate checkpoint changes 1\n"
                + "+\t0000000000000001000000000000000200000000000000030000000000000004"
                + "\tgate-1\tstation\ttransit\t440305\n"
                + "-\t0000000000000005000000000000000600000000000000070000000000000008\t\t\t\t\n");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CheckpointChange(
                    Map.of(new KeyHash(1, 2, 3, 4), CHECKPOINT), Set.of(new KeyHash(1, 2, 3, 4))));
  }

  @ParameterizedTest
  @CsvSource({
    "*, 'line 2: ''*'' is no change; allowed: +, -'",
    "+, 'line 2: a division has 2, 4, 6, 9 or 12 digits'"
  })
  void aChangeThatIsNoneIsToldByItsLine(String kind, String message) {
    String line = kind + "\t" + "00".repeat(32) + "\t\t\t\t\n";
    byte[] bytes = ("scangate checkpoint changes 1\n" + line).getBytes(UTF_8);
    assertThatThrownBy(() -> CheckpointChange.of(bytes))
        .isInstanceOf(ListException.class)
        .hasMessageContaining(message);
    byte[] twice =
        ("scangate checkpoint changes 1\n" + line.replace(kind, "-").repeat(2)).getBytes(UTF_8);
    assertThatThrownBy(() -> CheckpointChange.of(twice)).hasMessageContaining("a key stands twice");
  }

  @Test
  void ordersAreReadAsTheyWereWritten() {
    Orders orders =
        new Orders(
            List.of(
                new Closure(new Scope.OneCheckpoint("gate-1"), 0, 1, "city command"),
                new Closure(
                    new Scope.WholeSite("station"),
                    1_646_000_000_000_001L,
                    Long.MAX_VALUE / 2,
                    "指挥部"),
                new Closure(new Scope.WholeDivision(new Division("4403")), 5, 6, "x")));
    assertThat(Orders.of(orders.toBytes())).isEqualTo(orders);
    assertThat(new String(new Orders(orders.closures().subList(0, 1)).toBytes(), UTF_8))
        .isEqualTo(
            "scangate orders 1\n"
                + "checkpoint\tgate-1\t1970-01-01T00:00:00Z\t1970-01-01T00:00:00.000001Z\tcity"
                + " command\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "city\t4403\t1970-01-01T00:00:00Z\t1970-01-01T00:00:01Z\tx",
        "site\ta\tyesterday\t1970-01-01T00:00:01Z\tx",
        "site\ta\t1970-01-01T00:00:01Z\t1970-01-01T00:00:01Z\tx",
        "site\ta\t1970-01-01T00:00:00Z\t1970-01-01T00:00:01Z\t ",
        "division\t1\t1970-01-01T00:00:00Z\t1970-01-01T00:00:01Z\tx",
        "site\ta"
      })
  void anOrderThatIsNoneIsToldByItsLine(String line) {
    assertThatThrownBy(() -> Orders.of(("scangate orders 1\n" + line + "\n").getBytes(UTF_8)))
        .isInstanceOf(ListException.class)
        .hasMessageStartingWith("scangate orders 1, line 2: ");
  }

  @Test
  void anOrderConcernsTheCheckpointsOfItsPlaces() {
    Closure one = new Closure(new Scope.OneCheckpoint("gate-1"), 0, 1, "x");
    Closure other = new Closure(new Scope.OneCheckpoint("gate-2"), 0, 1, "x");
    Closure site = new Closure(new Scope.WholeSite("station"), 0, 1, "x");
    Closure otherSite = new Closure(new Scope.WholeSite("museum"), 0, 1, "x");
    Closure city = new Closure(new Scope.WholeDivision(new Division("4403")), 0, 1, "x");
    Closure district = new Closure(new Scope.WholeDivision(new Division("440304")), 0, 1, "x");
    Orders orders = new Orders(List.of(one, other, site, otherSite, city, district));
    assertThat(orders.concerning(CHECKPOINT)).containsExactly(one, site, city);
  }

  @Test
  void namesAndFieldsHaveNothingThatBreaksALine() {
    Division division = new Division("44");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Checkpoint("a b", "s", "k", division))
        .withMessageContaining("the id of a checkpoint has 1 to 64");
    assertThatIllegalArgumentException().isThrownBy(() -> new Checkpoint("a", "", "k", division));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Checkpoint("a", "s", "k".repeat(65), division));
    Closure closure = new Closure(new Scope.WholeSite("s"), 0, 1, "a\tb");
    assertThatIllegalArgumentException().isThrownBy(() -> new Orders(List.of(closure)).toBytes());
    assertThatIllegalArgumentException().isThrownBy(() -> KeyHash.ofKey(new byte[31]));
  }

  @Test
  void wireNumbersAreNeverGivenTwice() {
    assertThat(Reason.values()).extracting(Reason::wire).doesNotHaveDuplicates();
    assertThat(Reason.values()).extracting(Reason::text).doesNotHaveDuplicates();
    assertThat(Outcome.values()).extracting(Outcome::wire).containsExactly(1, 2, 3);
    assertThat(Basis.values()).extracting(Basis::wire).containsExactly(1, 2, 3);
  }
}
