package io.scangate;

import io.scangate.credential.Algorithm;
import io.scangate.embedded.Loop;
import io.scangate.health.Division;
import io.scangate.ledger.Founding;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.TestPostgres;
import io.scangate.policy.PolicyFile;
import io.scangate.serve.EngineKeys;
import io.scangate.serve.KeyFiles;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The ledger of a city that was just founded, and the settings that lead commands to it. Shared.
 */
final class CommandLedger implements AutoCloseable {
  static final String POLICY = "config/policy.yaml";

  final Vertx vertx = Vertx.vertx();
  final LedgerSettings database = TestPostgres.database();
  final Ledger ledger = Ledger.open(vertx, database);
  final EngineKeys keys;

  /** Ends with the section {@code ledger}, to which more may be added. */
  final Path settings;

  CommandLedger(Path folder, int partitions, Instant now) throws Exception {
    Division city = new Division("4403");
    new Founding(city, partitions, "00".repeat(32), PolicyFile.read(Path.of(POLICY)), "a", "b")
        .in(ledger, now);
    keys =
        EngineKeys.generate(
            city, Algorithm.EDDSA, now.minus(Duration.ofDays(1)), Duration.ofDays(10_000));
    KeyFiles.write(folder, keys);
    Path password = Files.writeString(folder.resolve("app.password"), database.password());
    settings =
        Files.writeString(
            folder.resolve("engine.yaml"),
            """
            data: %s
            keys: {engine: %s}
            ledger:
              url: postgresql://%s
              user: %s
              password-file: %s
            """
                .formatted(
                    folder,
                    folder.resolve(KeyFiles.ENGINE),
                    database.address(),
                    database.user(),
                    password));
  }

  @Override
  public void close() {
    ledger.close();
    var _ = Loop.join(vertx.close());
  }
}
