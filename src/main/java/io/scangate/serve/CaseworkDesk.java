package io.scangate.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.scangate.casework.Casework;
import io.scangate.casework.CaseworkParts;
import io.scangate.casework.CaseworkRoutes;
import io.scangate.casework.Operations;
import io.scangate.casework.QueueRound;
import io.scangate.casework.identity.DossierKeys;
import io.scangate.casework.identity.IdentityKeys;
import io.scangate.casework.identity.IdentitySeal;
import io.scangate.casework.notices.Channel;
import io.scangate.casework.notices.Mail;
import io.scangate.casework.notices.NoticeRound;
import io.scangate.casework.notices.Webhook;
import io.scangate.casework.recognition.PeerLine;
import io.scangate.casework.recognition.PeerParts;
import io.scangate.casework.recognition.PeerRound;
import io.scangate.casework.recognition.PeerSettings;
import io.scangate.casework.release.ReleaseWork;
import io.scangate.casework.who.Warrants;
import io.scangate.credential.CryptoSuite;
import io.scangate.engine.Answers;
import io.scangate.engine.Engine;
import io.scangate.engine.Rounds;
import io.scangate.engine.intake.Pepper;
import io.scangate.ledger.PeerKeyDesk;
import io.scangate.ledger.People;
import io.scangate.ops.MicrometerCaseworkMeters;
import io.scangate.ops.NoticeMeters;
import io.scangate.ops.NoticeMeters.By;
import io.scangate.ops.QueueMeters;
import io.scangate.ops.RoundMeters;
import io.scangate.ops.RoundMeters.Work;
import io.scangate.signin.Verifier;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** The procedures of this process, put together. Confined to the thread that starts it. */
final class CaseworkDesk {
  /** How often it is counted what is late. */
  private static final Duration QUEUES = Duration.ofMinutes(1);

  /** How often it is looked whose code turned. */
  private static final Duration NOTICES = Duration.ofSeconds(1);

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

  /**
   * Starts what is done of them without being asked.
   *
   * @param publishesLists whether this engine does what one of several does
   */
  void work(Ladder ladder, CaseworkParts parts, BooleanSupplier publishesLists) throws Exception {
    round(ladder, Work.RELEASES, new ReleaseWork(parts));
    round(ladder, Work.PEERS, new PeerRound(parts, publishesLists));
    round(
        ladder,
        Work.CASEWORK_QUEUES,
        new QueueRound(opened.ledger(), clock, QUEUES, new QueueMeters(registry)));
    // Where nobody is told they stand at zero, so that alerts have something to look at.
    NoticeMeters meters = new NoticeMeters(registry);
    List<Channel> channels = channels(ladder);
    if (!channels.isEmpty()) {
      round(ladder, Work.NOTICES, new NoticeRound(parts, channels, NOTICES, meters));
    }
  }

  private void round(Ladder ladder, Work work, Rounds.Round round) throws Exception {
    ladder.step(
        "rounds of '" + work.text() + "'",
        () -> Rounds.start(new RoundMeters(registry, work), Duration.ZERO, round),
        Rounds::close);
  }

  /** How people are told that their code turned; none where nothing is set. */
  private List<Channel> channels(Ladder ladder) throws Exception {
    NoticeSettings notices = settings.engine().casework().notices();
    List<Channel> channels = new ArrayList<>();
    if (notices.webhook().isPresent()) {
      channels.add(
          channel(ladder, () -> new Webhook(vertx, notices.webhook().get(), clock), By.WEBHOOK));
    }
    if (notices.mail().isPresent()) {
      channels.add(channel(ladder, () -> new Mail(vertx, notices.mail().get()), By.MAIL));
    }
    return channels;
  }

  private static Channel channel(Ladder ladder, Callable<Channel> opening, By by) throws Exception {
    return ladder.step("notices by " + by.tag(), opening, channel -> Door.await(channel.close()));
  }
}
