package io.scangate.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.scangate.casework.Casework;
import io.scangate.casework.CaseworkParts;
import io.scangate.casework.CaseworkRoutes;
import io.scangate.casework.Operations;
import io.scangate.casework.identity.DossierKeys;
import io.scangate.casework.identity.IdentityKeys;
import io.scangate.casework.identity.IdentitySeal;
import io.scangate.casework.recognition.PeerLine;
import io.scangate.casework.recognition.PeerParts;
import io.scangate.casework.recognition.PeerSettings;
import io.scangate.casework.who.Warrants;
import io.scangate.credential.CryptoSuite;
import io.scangate.engine.Answers;
import io.scangate.engine.Engine;
import io.scangate.engine.intake.Pepper;
import io.scangate.ledger.PeerKeyDesk;
import io.scangate.ledger.People;
import io.scangate.ops.MicrometerCaseworkMeters;
import io.scangate.signin.Verifier;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;

/** The procedures of this process, put together. Confined to the thread that starts it. */
final class CaseworkDesk {
  private final Settings settings;
  private final Vertx vertx;
  private final InstantSource clock;
  private final CryptoSuite crypto;
  private final LedgerOpening.Opened opened;
  private final MeterRegistry registry;

  CaseworkDesk(
      Settings settings,
      Vertx vertx,
      InstantSource clock,
      CryptoSuite crypto,
      LedgerOpening.Opened opened,
      MeterRegistry registry) {
    this.settings = settings;
    this.vertx = vertx;
    this.clock = clock;
    this.crypto = crypto;
    this.opened = opened;
    this.registry = registry;
  }

  /**
   * What they work with.
   *
   * @param keyFile of the engine, read for each code
   */
  CaseworkParts parts(Ladder ladder, Engine engine, People people, Pepper pepper, Path keyFile)
      throws Exception {
    Path keys =
        settings
            .engine()
            .casework()
            .identityKeys()
            .orElseGet(() -> IdentityKeyFile.in(settings.data()));
    IdentityKeys identityKeys = IdentityKeyFile.open(keys, opened.ledger());
    return new CaseworkParts(
        opened.ledger(),
        engine,
        people,
        pepper,
        new IdentitySeal(identityKeys),
        new DossierKeys(identityKeys),
        settings.engine().casework().transfers(),
        KeyFiles.readEngine(keyFile).sealing(),
        new SignedCodes(() -> KeyFiles.readEngine(keyFile), crypto),
        settings.engine().casework().certificates(),
        peers(ladder, keyFile),
        opened.installation().city(),
        settings.engine().casework().deadlines(),
        clock);
  }

  private PeerParts peers(Ladder ladder, Path keyFile) throws Exception {
    PeerSettings recognition = settings.engine().casework().recognition();
    SignedStatements signing = new SignedStatements(() -> KeyFiles.readEngine(keyFile), crypto);
    PeerLine line =
        ladder.step(
            "line to " + recognition.peers().size() + " other cities",
            () ->
                new PeerLine(
                    opened.installation().city(),
                    recognition,
                    signing,
                    new PeerKeyDesk(opened.ledger()),
                    crypto,
                    clock),
            PeerLine::close);
    return new PeerParts(recognition, signing, line, crypto);
  }

  /**
   * What they answer.
   *
   * @param parts what they work with
   * @param verifier of the tokens that people and staff come with
   */
  CaseworkRoutes routes(CaseworkParts parts, Verifier verifier, Answers answers) throws Exception {
    return new CaseworkRoutes(
        Casework.endpoints(parts),
        Door.await(Operations.load(vertx)),
        new Warrants(verifier, new MicrometerCaseworkMeters(registry, Warrants.actions())),
        answers);
  }
}
