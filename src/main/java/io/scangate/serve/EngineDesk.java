package io.scangate.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.scangate.casework.CaseworkParts;
import io.scangate.casework.recognition.PeerRoutes;
import io.scangate.casework.who.StaffAccounts;
import io.scangate.credential.CryptoSuite;
import io.scangate.credential.KeyUse;
import io.scangate.credential.SignedRoot;
import io.scangate.credential.SignedTransfer;
import io.scangate.credential.TransferSheet;
import io.scangate.engine.Answers;
import io.scangate.engine.DocumentRoutes;
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
import io.scangate.engine.intake.Designating;
import io.scangate.engine.intake.DesignationRoutes;
import io.scangate.engine.intake.FactsRoutes;
import io.scangate.engine.intake.FactsSettings;
import io.scangate.engine.intake.Intake;
import io.scangate.engine.intake.Pepper;
import io.scangate.engine.intake.Reception;
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
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What others see of the engine, put together: sources bring facts to it, people and staff bring
 * forms, auditors fetch its roots. Confined to the thread that starts the process.
 */
final class EngineDesk {
  private static final Logger LOG = LoggerFactory.getLogger(EngineDesk.class);

  private final Settings settings;
  private final Vertx vertx;
  private final InstantSource clock;
  private final CryptoSuite crypto;
  private final LedgerOpening.Opened opened;
  private final Engine engine;
  private final MeterRegistry registry;
  private final BooleanSupplier publishesLists;

  /**
   * @param publishesLists whether this engine does what one of several does
   */
  EngineDesk(
      Settings settings,
      Vertx vertx,
      InstantSource clock,
      CryptoSuite crypto,
      LedgerOpening.Opened opened,
      Engine engine,
      MeterRegistry registry,
      BooleanSupplier publishesLists) {
    this.settings = settings;
    this.vertx = vertx;
    this.clock = clock;
    this.crypto = crypto;
    this.opened = opened;
    this.engine = engine;
    this.registry = registry;
    this.publishesLists = publishesLists;
  }

  /** Where sources and staff come to, and what they sign in with where the issuer is embedded. */
  record Opened(URI url, List<SourceIssuer.Client> clients, List<StaffAccounts.Client> staff) {}

  /** Whom the server believes; empty where nobody is believed, so that nothing is served. */
  private record Verifiers(Verifier sources, Optional<Verifier> staff) {}

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
    List<Routes> routes = new ArrayList<>();
    StaffAccounts staff = new StaffAccounts(opened.installation().city(), new SecureRandom());
    boolean ownStaff =
        settings.engine().signIn().isEmpty() && settings.engine().casework().signIn().isEmpty();
    Optional<SourceIssuer> issuer = Optional.empty();
    if (settings.engine().signIn().isEmpty()) {
      SourceIssuer embedded =
          SourceIssuer.open(
              sources,
              ownStaff ? staff.accounts() : List.of(),
              url,
              settings.data().resolve("issuer.json"),
              clock,
              new MicrometerIssuerMeters(registry));
      routes.add(embedded.routes());
      issuer = Optional.of(embedded);
    }
    Verifiers verifiers = verifiers(ladder, issuer);
    Answers answers = new Answers(new ProblemMeters(registry));
    Drain drain = new Drain();
    People people =
        new People(
            opened.ledger(),
            opened.installation().partitions(),
            clock,
            new SecureRandom()::nextLong);
    Pepper pepper =
        Pepper.open(settings.engine().pepper().orElse(settings.data().resolve("keys/pepper")));
    routes.addAll(intake(sources, verifiers.sources(), people, pepper, answers, drain));
    if (verifiers.staff().isPresent()) {
      CaseworkDesk casework = new CaseworkDesk(settings, vertx, clock, crypto, opened, registry);
      CaseworkParts parts = casework.parts(ladder, engine, people, pepper, keys);
      routes.add(casework.routes(parts, verifiers.staff().get(), answers));
      routes.add(new PeerRoutes(parts, answers));
      new CaseworkRounds(
              settings, vertx, registry, parts, publishesLists, sheet -> signed(keys, sheet))
          .climb(ladder);
    } else {
      LOG.info("no procedures are served: nothing is set under casework.sign-in");
    }
    routes.add(new RootsRoutes(opened.ledger(), answers));
    routes.add(new DocumentRoutes());
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
    return new Opened(
        url,
        issuer.map(SourceIssuer::clients).orElse(List.of()),
        ownStaff ? staff.clients() : List.of());
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

  /** Likewise what districts hand over. */
  private byte[] signed(Path keys, TransferSheet sheet) {
    return SignedTransfer.issue(
        KeyFiles.readEngine(keys)
            .signing(KeyUse.LISTS, sheet.at())
            .orElseThrow(() -> new IllegalStateException("no key may sign transfers now")),
        crypto,
        sheet);
  }

  /** Staff are believed on the word of their own issuer, or of the embedded one. */
  private Verifiers verifiers(Ladder ladder, Optional<SourceIssuer> embedded) throws Exception {
    SignInMeters sources = new MicrometerSignInMeters(registry, "sources");
    SignInMeters staff = new MicrometerSignInMeters(registry, "staff");
    Optional<SignInSettings> casework = settings.engine().casework().signIn();
    Verifier ofSources =
        embedded.isPresent()
            ? embedded.get().verifier(SourceIssuer.AUDIENCE, clock, sources)
            : verifier(ladder, "sources", settings.engine().signIn().orElseThrow(), sources);
    return new Verifiers(
        ofSources,
        casework.isPresent()
            ? Optional.of(verifier(ladder, "staff", casework.get(), staff))
            : embedded.map(it -> it.verifier(StaffAccounts.AUDIENCE, clock, staff)));
  }

  private Verifier verifier(
      Ladder ladder, String callers, SignInSettings signIn, SignInMeters meters) throws Exception {
    KeyFollower follower =
        ladder.step(
            "keys of the issuer of " + callers,
            () -> new KeyFollower(vertx, signIn.keys(), Optional.empty(), clock, meters),
            it -> Door.await(it.close()));
    var _ = Door.await(follower.start());
    return new Verifier(signIn.rules(), follower, clock, meters, signIn.remembered());
  }

  private List<Routes> intake(
      Sources sources,
      Verifier verifier,
      People people,
      Pepper pepper,
      Answers answers,
      Drain drain)
      throws Exception {
    MicrometerIntakeMeters meters = new MicrometerIntakeMeters(registry, SourceKind.words());
    FactsSettings bounds = FactsSettings.DEFAULT;
    Reception reception = new Reception(sources, verifier, bounds, answers, meters);
    Contract contract = Door.await(Contract.load(vertx));
    FactsRoutes facts =
        new FactsRoutes(
            reception,
            new Intake(opened.ledger(), engine, people, clock, System::nanoTime, meters),
            contract,
            pepper,
            bounds,
            clock,
            answers,
            drain);
    DesignationRoutes designations =
        new DesignationRoutes(
            reception,
            new Designating(opened.ledger(), clock, System::nanoTime, meters),
            contract,
            bounds,
            clock,
            answers,
            meters);
    return List.of(facts, designations);
  }
}
