package io.scangate.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.cache.link.LinkSettings;
import io.scangate.cache.link.RedisAddress;
import io.scangate.cache.link.RedisLink;
import io.scangate.embedded.Await;
import io.scangate.embedded.Loop;
import io.scangate.embedded.RedisProcess;
import io.scangate.health.CodeStatus;
import io.scangate.health.Colour;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each step of writing a partition, and what Redis makes of one that does not fit. */
class CodeWriterIT {
  private static final Layout LAYOUT = new Layout(1, 1, 0);
  private static final Layout NEXT = new Layout(2, 1, 0);
  private static final long PERSON = 0x4142434445464748L; // "ABCDEFGH"
  private static final String REFERENCE = "ABCDEFGH";
  private static final String BUCKET = "code:{0}:1:0";

  @TempDir Path directory;
  @AutoClose private RedisProcess redis;
  @AutoClose private Loop loop;
  private RedisLink link;
  private CodeWriter writer;
  private PartitionState state = new PartitionState(LAYOUT, null, 0);

  @BeforeEach
  void start() {
    redis = RedisProcess.start(directory);
    loop = new Loop();
    link =
        loop.call(
            () ->
                RedisLink.open(
                    loop.vertx(),
                    LinkSettings.of(RedisAddress.parse(redis.url())),
                    new SilentLinkMeters()));
    writer = new CodeWriter(link, 0, WriterSettings.DEFAULT);
    Await.until("the link is up", () -> loop.call(() -> link.isUp("seq:{0}")));
    var _ = loop.await(() -> writer.begin(LAYOUT));
    assertThat(loop.await(() -> writer.switchTo(LAYOUT, 0, 0))).isEqualTo(new Appended.Applied(0));
  }

  @AfterEach
  void close() {
    var _ = loop.await(link::close);
  }

  private static Committed stored(long sequence, long version) {
    return new Committed(
        sequence,
        0,
        new CodeChange.Stored(new CodeStatus(PERSON, version, Colour.RED, 1, 0, true, false)));
  }

  private static Committed erased(long sequence, long version) {
    return new Committed(sequence, 0, new CodeChange.Erased(PERSON, version));
  }

  private Appended append(Committed... changes) {
    return loop.await(() -> writer.append(List.of(changes), state, 1_000_000));
  }

  /** The last byte of the version that Redis holds of the person; -1 for none. */
  private int version() {
    Object value = redis.run("HGET", BUCKET, REFERENCE);
    return value == null ? -1 : String.valueOf(value).charAt(7);
  }

  private long feedLength() {
    return (Long) Objects.requireNonNull(redis.run("XLEN", "feed:{0}"));
  }

  @Test
  void changesAreAppliedOnceInTheirOrder() {
    assertThat(append(stored(1, 1), stored(2, 2))).isEqualTo(new Appended.Applied(2));
    assertThat(append(stored(1, 1), stored(2, 2))).isEqualTo(new Appended.AlreadyDone(2));
    assertThat(append(stored(2, 2), stored(3, 3))).isEqualTo(new Appended.Applied(3));
    assertThat(append(stored(5, 5))).isEqualTo(new Appended.Behind(3));
    assertThat(version()).isEqualTo(3);
    assertThat(feedLength()).isEqualTo(4); // three changes and the layout
    assertThat(loop.await(writer::state)).isEqualTo(state.at(3));
  }

  @Test
  void anOlderVersionDoesNotReplaceANewerOne() {
    assertThat(append(stored(1, 9), stored(2, 8))).isEqualTo(new Appended.Applied(2));
    assertThat(version()).isEqualTo(9);
    assertThat(append(erased(3, 8))).isEqualTo(new Appended.Applied(3));
    assertThat(version()).isEqualTo(9);
    assertThat(append(erased(4, 10))).isEqualTo(new Appended.Applied(4));
    assertThat(version()).isEqualTo(-1);
  }

  @Test
  void versionsAreComparedAsUnsigned64Bits() {
    assertThat(append(stored(1, Long.MAX_VALUE - 1), stored(2, Long.MAX_VALUE)))
        .isEqualTo(new Appended.Applied(2));
    assertThat(append(stored(3, Long.MIN_VALUE | 5), stored(4, Long.MAX_VALUE)))
        .isEqualTo(new Appended.Applied(4));
    assertThat(version()).isEqualTo(5);
  }

  @Test
  void aWriterWithAnotherIdeaOfTheLayoutIsRefused() {
    state = new PartitionState(NEXT, null, 0);
    assertThat(append(stored(1, 1))).isEqualTo(new Appended.LaidOutOtherwise());
    state = new PartitionState(LAYOUT, NEXT, 0);
    assertThat(append(stored(1, 1))).isEqualTo(new Appended.LaidOutOtherwise());
    assertThat(version()).isEqualTo(-1);
  }

  @Test
  void duringARebuildChangesGoToBothGenerations() {
    var _ = loop.await(() -> writer.begin(NEXT));
    assertThat(append(stored(1, 1))).isEqualTo(new Appended.LaidOutOtherwise());
    state = loop.await(writer::state);
    assertThat(append(stored(1, 1))).isEqualTo(new Appended.Applied(1));
    assertThat(redis.run("HGET", "code:{0}:2:0", REFERENCE))
        .isEqualTo(redis.run("HGET", BUCKET, REFERENCE))
        .isNotNull();
  }

  @Test
  void aHeartbeatIsRefusedWhereThePartitionStandsElsewhere() {
    assertThat(loop.await(() -> writer.heartbeat(0, 5, 1))).isEqualTo(new Appended.Applied(0));
    assertThat(loop.await(() -> writer.heartbeat(4, 5, 1))).isEqualTo(new Appended.Behind(0));
    assertThat(append(stored(1, 1))).isEqualTo(new Appended.Applied(1));
    assertThat(loop.await(() -> writer.heartbeat(0, 5, 1))).isEqualTo(new Appended.AlreadyDone(1));
    redis.run("DEL", "layout:{0}");
    assertThat(loop.await(() -> writer.heartbeat(1, 5, 1)))
        .isEqualTo(new Appended.LaidOutOtherwise());
  }

  @Test
  void aServerThatForgotTheScriptsIsGivenThemAgain() {
    assertThat(append(stored(1, 1))).isEqualTo(new Appended.Applied(1));
    redis.run("SCRIPT", "FLUSH");
    assertThat(append(stored(2, 2))).isEqualTo(new Appended.Applied(2));
  }

  @Test
  void theFeedKeepsItsRetentionAndNotMuchMore() {
    assertThat(
            append(
                IntStream.rangeClosed(1, 500)
                    .mapToObj(i -> stored(i, i))
                    .toArray(Committed[]::new)))
        .isEqualTo(new Appended.Applied(500));
    long muchLater = Long.MAX_VALUE / 2;
    assertThat(loop.await(() -> writer.heartbeat(500, muchLater, 1)))
        .isEqualTo(new Appended.Applied(500));
    assertThat(feedLength()).isLessThan(200);
  }
}
