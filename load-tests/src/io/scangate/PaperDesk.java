package io.scangate;

import io.scangate.credential.Algorithm;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.Kind;
import io.scangate.credential.StaticIssuer;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.ledger.CheckpointLoad;
import io.scangate.ledger.Ledger;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import io.scangate.verdict.Checkpoint;
import io.scangate.verdict.KeyHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Makes the keys of a city that is tried, hands out codes on paper, and opens its checkpoint in the
 * ledger. Shared.
 */
public final class PaperDesk {
  private static final Duration LIFE = Duration.ofDays(1);
  private static final Duration BACK = Duration.ofMinutes(5);

  private final EngineKeys keys;
  private final SecureRandom random = new SecureRandom();
  private final CryptoSuite crypto = CryptoSuite.choose();

  /** With new keys in that folder. */
  public PaperDesk(Path folder, Division city) throws IOException {
    KeyFiles.write(
        folder, EngineKeys.generate(city, Algorithm.EDDSA, Instant.now().minus(BACK), LIFE));
    keys = KeyFiles.readEngine(folder.resolve(KeyFiles.ENGINE));
  }

  /** The file of an engine in that folder. */
  public static Path engineKeys(Path folder) {
    return folder.resolve(KeyFiles.ENGINE);
  }

  /** The file of a gateway in that folder. */
  public static Path gatewayKeys(Path folder) {
    return folder.resolve(KeyFiles.GATEWAY);
  }

  /** The key of the device at a checkpoint. */
  public static String deviceKey(String checkpoint) {
    return SmallCity.deviceKey(checkpoint);
  }

  /** A code on paper, which may be scanned again and again. */
  public String paper(long person) {
    Instant now = Instant.now().minus(Duration.ofMinutes(1));
    byte[] code =
        new StaticIssuer(
                keys.signing(KeyUse.STATIC, now).orElseThrow(), keys.master(), crypto, random)
            .issue(
                person,
                Colour.GREEN,
                Kind.PAPER,
                now.getEpochSecond(),
                now.plus(LIFE.dividedBy(2)).getEpochSecond());
    return new String(code, StandardCharsets.US_ASCII);
  }

  /** Opens one checkpoint, a venue, in the ledger; its engines publish it. */
  public static void open(Ledger ledger, String checkpoint) {
    KeyHash key = SmallCity.checkpoints(checkpoint).devices().keySet().iterator().next();
    Checkpoint venue =
        new Checkpoint(checkpoint, checkpoint, "venue", new Division("440305001001"));
    int opened =
        new CheckpointLoad(ledger)
            .load(
                List.of(new CheckpointLoad.Arrival(venue, key)),
                new CheckpointLoad.Terms(false, 100, "the operator", "the community", "a test"),
                Instant.now());
    if (opened != 1) {
      throw new IllegalStateException(checkpoint + " is open already");
    }
  }
}
