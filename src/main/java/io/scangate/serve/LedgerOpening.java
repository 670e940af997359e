package io.scangate.serve;

import io.scangate.engine.intake.Pepper;
import io.scangate.ledger.Founding;
import io.scangate.ledger.Installation;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Migrations;
import io.scangate.policy.PolicyFile;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the ledger of an installation: its schema is brought to this version, a new one is founded,
 * and one of another city or pepper is refused. Confined to the thread that starts the process.
 */
final class LedgerOpening {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerOpening.class);

  private final Settings settings;
  private final LedgerAccess access;
  private final Path pepper;
  private final InstantSource clock;

  LedgerOpening(Settings settings, LedgerAccess access, Path pepper, InstantSource clock) {
    this.settings = settings;
    this.access = access;
    this.pepper = pepper;
    this.clock = clock;
  }

  /** A ledger and what was fixed when it was founded. */
  record Opened(Ledger ledger, Installation installation) {}

  /** Opens it on the ladder. */
  Opened climb(Ladder ladder, Vertx vertx) throws Exception {
    if (access.owner().isPresent()) {
      ladder.step(
          "schema of the ledger",
          () -> Migrations.run(access.owner().get(), access.application().user()),
          steps -> {});
    }
    Ledger ledger =
        ladder.step(
            "ledger at " + access.application().address(),
            () -> Ledger.open(vertx, access.application()),
            Ledger::close);
    Optional<Installation> found = ledger.installation();
    return new Opened(ledger, found.isPresent() ? checked(found.get()) : founded(ledger));
  }

  private Installation founded(Ledger ledger) throws IOException {
    Founding founding =
        new Founding(
            settings.city(),
            settings.cache().partitions(),
            Pepper.open(pepper).check(),
            PolicyFile.read(settings.engine().policy()),
            "founding: the policy file",
            "founding: the operator");
    try {
      founding.in(ledger, clock.instant());
      LOG.info("the ledger is founded for the city {}", settings.city().code());
    } catch (RuntimeException e) {
      // Another engine was faster, or it is the reason for what the next line says.
      LOG.debug("not founded here", e);
      return checked(ledger.installation().orElseThrow(() -> e));
    }
    return checked(ledger.installation().orElseThrow());
  }

  private Installation checked(Installation installation) throws IOException {
    if (!installation.city().equals(settings.city())) {
      throw new StartException(
          "the ledger is that of the city %s, the setting 'city' says %s"
              .formatted(installation.city().code(), settings.city().code()));
    }
    if (installation.partitions() != settings.cache().partitions()) {
      throw new StartException(
          "the ledger was founded with %d partitions, the setting 'cache.partitions' says %d"
              .formatted(installation.partitions(), settings.cache().partitions()));
    }
    if (!Files.isRegularFile(pepper) || !isOf(installation)) {
      throw new StartException(
          pepper
              + " is not the pepper of this ledger: with another one everybody would be a"
              + " stranger");
    }
    return installation;
  }

  private boolean isOf(Installation installation) {
    try {
      return Pepper.open(pepper).check().equals(installation.pepperCheck());
    } catch (IOException e) {
      // Of another length, or closed to us: not the one that is wanted.
      LOG.debug("the pepper cannot be opened", e);
      return false;
    }
  }
}
