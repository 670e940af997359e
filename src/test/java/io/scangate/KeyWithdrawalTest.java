package io.scangate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.credential.Algorithm;
import io.scangate.credential.Epoch;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SigningKey;
import io.scangate.health.Division;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import io.scangate.serve.Withdrawals;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Withdrawn keys: in memory, in the engine's file, and on the command line. */
class KeyWithdrawalTest {
  private static final Instant NOW = Instant.parse("2022-03-01T08:00:00Z");
  private static final int EPOCH = Epoch.of(NOW.getEpochSecond());

  @TempDir private Path dir;
  private EngineKeys keys;
  private Path file;

  @BeforeEach
  void generate() throws IOException {
    keys = EngineKeys.generate(new Division("4403"), Algorithm.ES256, NOW, Duration.ofDays(30));
    KeyFiles.write(dir, keys);
    file = dir.resolve(KeyFiles.ENGINE);
  }

  @Test
  void aWithdrawnEpochGoesOnUnderTheNextRevisionAndTheOthersStay() {
    EngineKeys once = keys.withoutEpoch(EPOCH, NOW);
    EngineKeys twice = once.withoutEpoch(EPOCH, NOW);
    assertThat(once.epochs(NOW)).hasSameSizeAs(keys.epochs(NOW)).isNotEqualTo(keys.epochs(NOW));
    assertThat(once.epochs(NOW).get(1)).isEqualTo(keys.master().epoch(EPOCH, 1));
    assertThat(twice.epochs(NOW).get(1)).isEqualTo(keys.master().epoch(EPOCH, 2));
    assertThat(once.epochs(NOW).get(0)).isEqualTo(keys.epochs(NOW).get(0));
    assertThat(once.epochs(NOW).get(2)).isEqualTo(keys.epochs(NOW).get(2));
  }

  @Test
  void onlyRevisionsOfEpochsThatMayStillBeShownAreKept() {
    Instant later = NOW.plus(Duration.ofDays(3));
    int then = Epoch.of(later.getEpochSecond());
    EngineKeys left = keys.withoutEpoch(EPOCH, NOW).withoutEpoch(then, later);
    assertThat(left.withdrawals().revisions()).isEqualTo(Map.of(then, 1));
  }

  @Test
  void anEpochWhoseKeysNoDoorHoldsIsRefusedWithThoseThatAre() {
    for (int epoch : new int[] {EPOCH - 2, EPOCH + 9}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> keys.withoutEpoch(epoch, NOW))
          .withMessageContainingAll((EPOCH - 1) + " to " + (EPOCH + 8), "now is " + EPOCH);
    }
    assertThat(keys.withoutEpoch(EPOCH + 8, NOW).withdrawals().revision(EPOCH + 8)).isOne();
  }

  @Test
  void aWithdrawnKeySignsNothingIsTrustedNowhereAndHasASuccessorOfItsKind() {
    SigningKey ended = staticKey(keys);
    EngineKeys left = keys.withoutKey(ended.trusted().kidText(), NOW);
    SigningKey next = staticKey(left);
    assertThat(next.trusted()).isNotEqualTo(ended.trusted());
    assertThat(next.trusted().algorithm()).isEqualTo(Algorithm.ES256);
    assertThat(next.trusted().uses()).containsExactly(KeyUse.STATIC);
    assertThat(next.trusted().validity().until()).isEqualTo(ended.trusted().validity().until());
    assertThat(left.trust(NOW).key(ended.trusted().kid())).isNull();
    assertThat(left.trust(NOW).key(next.trusted().kid())).isEqualTo(next.trusted());
    assertThat(left.forGateways().keys()).doesNotContain(ended.trusted());
  }

  @Test
  void whatIsWithdrawnAgainDrawsNoFurtherKey() {
    String kid = staticKey(keys).trusted().kidText();
    EngineKeys once = keys.withoutKey(kid, NOW);
    EngineKeys twice = once.withoutKey(kid, NOW);
    assertThat(twice.signing()).isEqualTo(once.signing());
    assertThat(twice.withdrawals()).isEqualTo(once.withdrawals());
  }

  @Test
  void aKeyOfListsIsNotWithdrawnByAList() {
    String kid = keys.signing(KeyUse.LISTS, NOW).orElseThrow().trusted().kidText();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keys.withoutKey(kid, NOW))
        .withMessageContaining(staticKey(keys).trusted().kidText());
  }

  @Test
  void aChangeOfTheFileKeepsEverySecretAndItsMode() throws IOException {
    String kid = staticKey(keys).trusted().kidText();
    EngineKeys changed =
        KeyFiles.change(file, held -> held.withoutEpoch(EPOCH, NOW).withoutKey(kid, NOW));
    EngineKeys read = KeyFiles.readEngine(file);
    assertThat(read.withdrawals()).isEqualTo(changed.withdrawals());
    assertThat(read.withdrawals()).isEqualTo(new Withdrawals(Map.of(EPOCH, 1), Set.of(kid)));
    assertThat(read.master().secret()).isEqualTo(keys.master().secret());
    assertThat(read.sealing().secret()).isEqualTo(keys.sealing().secret());
    assertThat(read.signing()).hasSize(3);
    for (int i = 0; i < keys.signing().size(); i++) {
      assertThat(read.signing().get(i).pkcs8()).isEqualTo(keys.signing().get(i).pkcs8());
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(dir).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aChangeThatIsRefusedLeavesTheFileAsItWas() throws IOException {
    String before = Files.readString(file);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeyFiles.change(file, held -> held.withoutEpoch(1, NOW)));
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(dir).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void twoChangesDoNotRunAtOnce() throws IOException {
    Path other = Files.createFile(dir.resolve("engine.json.new"));
    assertThatThrownBy(() -> KeyFiles.change(file, held -> held.withoutEpoch(EPOCH, NOW)))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(other).exists();
    assertThat(KeyFiles.readEngine(file).withdrawals()).isEqualTo(Withdrawals.NONE);
  }

  @Test
  void aFileFromBeforeAnythingCouldBeWithdrawnIsRead() throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.indexOf(",\n  \"withdrawn\"")) + "\n}");
    assertThat(KeyFiles.readEngine(file).withdrawals()).isEqualTo(Withdrawals.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--redis redis://127.0.0.1:1 | --epoch",
        "--epoch current | --redis",
        "--epoch soon --redis redis://127.0.0.1:1 | --epoch",
        "--kid 12 --redis redis://127.0.0.1:1 | --kid",
        "--epoch current --kid 0123456789abcdef --redis redis://127.0.0.1:1 | exclusive",
        "--epoch current --redis nowhere | --redis",
        "--epoch current --redis redis://127.0.0.1:1 --user engine | --password-file",
        "--epoch current --redis redis://127.0.0.1:1 --user engine --password-file none | none",
      })
  void aCommandThatMakesNoSenseEndsWithTwoAndChangesNothing(String options, String named)
      throws IOException {
    String before = Files.readString(file);
    Run run = withdraw(options.split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(named);
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void anUnknownKeyEndsWithOneAndSaysWhichThereAre() {
    Run kid = withdraw("--kid", "0123456789abcdef", "--redis", "redis://127.0.0.1:1");
    assertThat(kid.code()).isEqualTo(1);
    assertThat(kid.err()).contains("0123456789abcdef", staticKey(keys).trusted().kidText());
    Run epoch = withdraw("--epoch", "7", "--redis", "redis://127.0.0.1:1");
    assertThat(epoch.code()).isEqualTo(1);
    assertThat(epoch.err()).contains("epoch 7", "allowed");
  }

  @Test
  void theFileOfAGatewayIsNotTheEngines() {
    file = dir.resolve(KeyFiles.GATEWAY);
    Run run = withdraw("--epoch", "current", "--redis", "redis://127.0.0.1:1");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("not the key file of an engine");
  }

  @Test
  void theAlgorithmOfStaticCodesIsChosenAndWithdrawnKeysAreListedAsSuch() throws IOException {
    Path other = dir.resolve("other");
    String[] generate = {"code", "keys", "generate", "--dir", other.toString(), "--issuer", "4403"};
    assertThat(run(generate, "--algorithm", "HMAC_256_64").code()).isEqualTo(2);
    assertThat(run(generate, "--algorithm", "ES256").code()).isZero();
    Path engine = other.resolve(KeyFiles.ENGINE);
    Instant now = Instant.now();
    EngineKeys made = KeyFiles.readEngine(engine);
    String kid = made.signing(KeyUse.STATIC, now).orElseThrow().trusted().kidText();
    var _ = KeyFiles.change(engine, held -> held.withoutKey(kid, now));
    Run list = run(new String[] {"code", "keys", "list"}, "--keys", engine.toString());
    assertThat(list.out().lines().filter(line -> line.contains("ES256"))).hasSize(2);
    assertThat(list.out().lines().filter(line -> line.endsWith("withdrawn")))
        .singleElement()
        .asString()
        .startsWith(kid);
  }

  private static SigningKey staticKey(EngineKeys of) {
    return of.signing(KeyUse.STATIC, NOW).orElseThrow();
  }

  private Run withdraw(String... options) {
    return run(new String[] {"code", "keys", "withdraw", "--keys", file.toString()}, options);
  }

  private static Run run(String[] command, String... options) {
    String[] words = Arrays.copyOf(command, command.length + options.length);
    System.arraycopy(options, 0, words, command.length, options.length);
    return Run.of(words);
  }
}
