package io.scangate.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SignedRoot;
import io.scangate.engine.Answers;
import io.scangate.engine.Drain;
import io.scangate.engine.Engine;
import io.scangate.engine.EngineServer;
import io.scangate.engine.Notary;
import io.scangate.engine.NotaryRound;
import io.scangate.engine.RootsRoutes;
import io.scangate.engine.Rounds;
import io.scangate.engine.Routes;
import io.scangate.engine.ServerSettings;
import io.scangate.engine.intake.Contract;
import io.scangate.engine.intake.FactsRoutes;
import io.scangate.engine.intake.FactsSettings;
import io.scangate.engine.intake.Intake;
import io.scangate.engine.intake.Pepper;
import io.scangate.engine.intake.SourceIssuer;
import io.scangate.engine.intake.SourceKind;
import io.scangate.engine.intake.Sources;
import io.scangate.ledger.People;
import io.scangate.ops.MicrometerIntakeMeters;
import io.scangate.ops.MicrometerIssuerMeters;
import io.scangate.ops.MicrometerSignInMeters;
import io.scangate.ops.ProblemMeters;
import io.scangate.ops.RootMeters;
import io.scangate.ops.RoundMeters;
import io.scangate.ops.SignInMeters;
import io.scangate.signin.KeyFollower;
import io.scangate.signin.SignInSettings;
import io.scangate.signin.Verifier;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What others see of the engine, put together: sources bring facts to it, auditors fetch its roots.
 * Confined to the thread that starts the process.
 */
final class EngineDesk {
  private final Settings settings;
  private final Vertx vertx;
  private final InstantSource clock;
  private final CryptoSuite crypto;
  private final LedgerOpening.Opened opened;
  private final Engine engine;
  private final MeterRegistry registry;

  EngineDesk(
      Settings settings,
      Vertx vertx,
      InstantSource clock,
      CryptoSuite crypto,
      LedgerOpening.Opened opened,
      Engine engine,
      MeterRegistry registry) {
    this.settings = settings;
    this.vertx = vertx;
    this.clock = clock;
    this.crypto = crypto;
    this.opened = opened;
    this.engine = engine;
    this.registry = registry;
  }

  /** Where sources come to, and what the embedded issuer's clients sign in with, if it runs. */
  record Opened(URI url, List<SourceIssuer.Client> clients) {}

  /**
   * Opens it.
   *
   * @param keys the engine's key file
   */
  Opened climb(Ladder ladder, Path keys) throws Exception {
    ladder.step(
        "signing of roots",
        () ->
            Rounds.start(
                new RoundMeters(registry, RoundMeters.Work.ROOTS),
                Duration.ZERO,
                new NotaryRound(notary(keys), new RootMeters(registry))),
        Rounds::close);
    Listen listen = settings.engine().listen();
    URI url = URI.create("http://" + listen.host() + ":" + listen.port());
    Sources sources = Sources.read(settings.engine().sources());
    SignInMeters meters = new MicrometerSignInMeters(registry, "sources");
    List<Routes> routes = new ArrayList<>();
    Optional<SourceIssuer> issuer = Optional.empty();
    Verifier verifier;
    if (settings.engine().signIn().isPresent()) {
      verifier = verifier(ladder, settings.engine().signIn().get(), meters);
    } else {
      SourceIssuer embedded =
          SourceIssuer.open(
              sources,
              url,
              settings.data().resolve("issuer.json"),
              clock,
              new MicrometerIssuerMeters(registry));
      routes.add(embedded.routes());
      verifier = embedded.verifier(clock, meters);
      issuer = Optional.of(embedded);
    }
    Answers answers = new Answers(new ProblemMeters(registry));
    Drain drain = new Drain();
    routes.add(facts(sources, verifier, answers, drain));
    routes.add(new RootsRoutes(opened.ledger(), answers));
    ladder.step(
        "intake on " + listen.host() + ":" + listen.port(),
        () ->
            Door.await(
                EngineServer.start(
                    vertx,
                    ServerSettings.DEFAULT.at(listen.host(), listen.port()),
                    answers,
                    drain,
                    routes)),
        server -> Door.await(server.close()));
    return new Opened(url, issuer.map(SourceIssuer::clients).orElse(List.of()));
  }

  /** The key file is read for each root, so that a withdrawn key signs none. */
  private Notary notary(Path keys) {
    return new Notary(
        opened.ledger(),
        clock,
        root ->
            SignedRoot.issue(
                KeyFiles.readEngine(keys)
                    .signing(KeyUse.LISTS, root.at())
                    .orElseThrow(() -> new IllegalStateException("no key may sign roots now")),
                crypto,
                root));
  }

  private Verifier verifier(Ladder ladder, SignInSettings signIn, SignInMeters meters)
      throws Exception {
    KeyFollower follower =
        ladder.step(
            "keys of the sources' issuer",
            () -> new KeyFollower(vertx, signIn.keys(), Optional.empty(), clock, meters),
            it -> Door.await(it.close()));
    var _ = Door.await(follower.start());
    return new Verifier(signIn.rules(), follower, clock, meters, signIn.remembered());
  }

  private FactsRoutes facts(Sources sources, Verifier verifier, Answers answers, Drain drain)
      throws Exception {
    MicrometerIntakeMeters meters = new MicrometerIntakeMeters(registry, SourceKind.words());
    People people =
        new People(
            opened.ledger(),
            opened.installation().partitions(),
            clock,
            new SecureRandom()::nextLong);
    return new FactsRoutes(
        new Intake(opened.ledger(), engine, people, clock, System::nanoTime, meters),
        sources,
        verifier,
        Door.await(Contract.load(vertx)),
        Pepper.open(settings.engine().pepper().orElse(settings.data().resolve("keys/pepper"))),
        FactsSettings.DEFAULT,
        clock,
        answers,
        drain,
        meters);
  }
}
