package io.scangate.gateway.scanlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final SecretKey KEY = key(1);
  private static final int MEBIBYTE = 1024 * 1024;

  @TempDir Path directory;
  private final SpoolBudget budget = new SpoolBudget(64L * MEBIBYTE);

  @Test
  void blocksComeOutInTheOrderInWhichTheyWentIn() throws IOException {
    Spool spool = spool(KEY);
    keep(spool, "one");
    keep(spool, "two");
    assertThat(take(spool)).contains("one");
    keep(spool, "three");

    assertThat(take(spool)).contains("two");
    assertThat(take(spool)).contains("three");
    assertThat(take(spool)).isEmpty();
  }

  @Test
  void anEmptySpoolLeavesNoFileAndTakesNoSpace() throws IOException {
    Spool spool = spool(KEY);
    keep(spool, "one");
    assertThat(take(spool)).contains("one");
    assertThat(spool.peek()).isEmpty();

    assertThat(files()).isEmpty();
    assertThat(budget.taken()).isZero();
  }

  @Test
  void whatWasNotDeliveredIsThereAfterARestart() throws IOException {
    Spool before = spool(KEY);
    keep(before, "delivered");
    keep(before, "left");
    assertThat(take(before)).contains("delivered");
    before.close();
    Spool after = adopted(KEY);
    keep(after, "new");

    assertThat(take(after)).contains("left");
    assertThat(take(after)).contains("new");
    assertThat(take(after)).isEmpty();
  }

  @Test
  void aBlockThatWasSeenButNotDeliveredComesAgain() throws IOException {
    Spool before = spool(KEY);
    keep(before, "seen");
    assertThat(before.peek()).isPresent();
    before.close();

    assertThat(take(adopted(KEY))).contains("seen");
  }

  @Test
  void aBlockWhoseWritingWasCutOffIsLeftOut() throws IOException {
    Spool before = spool(KEY);
    keep(before, "whole");
    int whole = Math.toIntExact(Files.size(files().getFirst()));
    keep(before, "torn");
    before.close();
    Path file = files().getFirst();
    byte[] bytes = Files.readAllBytes(file);
    for (int length = whole; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      Spool after = adopted(KEY);

      assertThat(after.peek().map(SpoolTest::text)).contains("whole");
      after.advance();
      assertThat(after.peek()).isEmpty();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void nothingReadableStandsInTheFile() throws IOException {
    Spool spool = spool(KEY);
    keep(spool, "who was scanned where");
    spool.close();

    assertThat(Files.readString(files().getFirst(), StandardCharsets.ISO_8859_1))
        .doesNotContain("scanned");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileOfAnotherKeyIsSetAsideAndNotDeleted() throws IOException {
    Spool before = spool(KEY);
    keep(before, "mine");
    before.close();
    Spool after = adopted(key(2));

    assertThat(after.peek()).isEmpty();
    assertThat(files()).singleElement().asString().endsWith(".unreadable");
  }

  @Test
  void aChangedByteIsNoticed() throws IOException {
    Spool before = spool(KEY);
    keep(before, "a block");
    before.close();
    Path file = files().getFirst();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 20] ^= 1;
    Files.write(file, bytes);

    assertThat(adopted(KEY).peek()).isEmpty();
  }

  @Test
  void blocksCannotBeExchangedBetweenFiles() throws IOException {
    Spool before = spool(KEY);
    keep(before, "partition 3");
    before.close();
    Path file = files().getFirst();
    SpoolName other = new SpoolName(4, 0, 1);
    Files.move(file, other.in(directory));
    Spool spool = new Spool(directory, 4, 0, KEY, budget);
    spool.adopt(List.of(other));

    assertThat(spool.peek()).isEmpty();
  }

  @Test
  void aFileThatIsNoneOfOursHasNothing() throws IOException {
    Files.writeString(new SpoolName(3, 0, 1).in(directory), "hello", StandardOpenOption.CREATE_NEW);

    assertThat(adopted(KEY).peek()).isEmpty();
  }

  @Test
  void beyondItsShareOfTheDiskNothingIsKept() throws IOException {
    byte[] block = new byte[MEBIBYTE];
    Spool spool = spool(KEY);
    int kept = 0;
    while (spool.append(block)) {
      kept++;
    }
    assertThat(kept).isEqualTo(63);
    for (int i = 0; i < 10; i++) {
      assertThat(spool.peek()).isPresent();
      spool.advance();
    }
    assertThat(spool.peek()).isPresent();

    assertThat(spool.append(block)).isTrue();
    spool.close();
  }

  @Test
  void aLoopThatIsNoMoreHasItsFilesTakenOverByOneOfTheOthers() throws IOException {
    for (int loop = 0; loop < 4; loop++) {
      Spool spool = new Spool(directory, 3, loop, KEY, budget);
      keep(spool, "of loop " + loop);
      spool.close();
    }
    List<String> taken = new ArrayList<>();
    for (int loop = 0; loop < 2; loop++) {
      Spool spool = new Spool(directory, 3, loop, KEY, budget);
      spool.adopt(new SpoolDirectory(directory).leftFor(loop, 2).getOrDefault(3, List.of()));
      take(spool).ifPresent(taken::add);
      take(spool).ifPresent(taken::add);
    }

    assertThat(taken).containsExactly("of loop 0", "of loop 2", "of loop 1", "of loop 3");
  }

  private Spool spool(SecretKey key) {
    return new Spool(directory, 3, 0, key, budget);
  }

  private Spool adopted(SecretKey key) throws IOException {
    Spool spool = spool(key);
    spool.adopt(new SpoolDirectory(directory).leftFor(0, 1).getOrDefault(3, List.of()));
    return spool;
  }

  private static void keep(Spool spool, String block) throws IOException {
    assertThat(spool.append(block.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  private static Optional<String> take(Spool spool) throws IOException {
    Optional<String> block = spool.peek().map(SpoolTest::text);
    spool.advance();
    return block;
  }

  private static String text(byte[] block) {
    return new String(block, StandardCharsets.UTF_8);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static SecretKey key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return new SecretKeySpec(bytes, "AES");
  }
}
