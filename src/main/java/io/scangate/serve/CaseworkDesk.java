package io.scangate.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.scangate.casework.Casework;
import io.scangate.casework.CaseworkParts;
import io.scangate.casework.CaseworkRoutes;
import io.scangate.casework.Operations;
import io.scangate.casework.QueueRound;
import io.scangate.casework.identity.IdentitySeal;
import io.scangate.casework.notices.Channel;
import io.scangate.casework.notices.Mail;
import io.scangate.casework.notices.NoticeRound;
import io.scangate.casework.notices.Webhook;
import io.scangate.casework.who.Warrants;
import io.scangate.credential.SealingKey;
import io.scangate.engine.Answers;
import io.scangate.engine.Engine;
import io.scangate.engine.Rounds;
import io.scangate.engine.intake.Pepper;
import io.scangate.ledger.People;
import io.scangate.ops.MicrometerCaseworkMeters;
import io.scangate.ops.NoticeMeters;
import io.scangate.ops.NoticeMeters.By;
import io.scangate.ops.QueueMeters;
import io.scangate.ops.RoundMeters;
import io.scangate.ops.RoundMeters.Work;
import io.scangate.signin.Verifier;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The procedures of this process, put together. Confined to the thread that starts it. */
final class CaseworkDesk {
  /** How often it is counted what is late. */
  private static final Duration QUEUES = Duration.ofMinutes(1);

  /** How often it is looked whose code turned. */
  private static final Duration NOTICES = Duration.ofSeconds(1);

  private final Settings settings;
  private final Vertx vertx;
  private final InstantSource clock;
  private final LedgerOpening.Opened opened;
  private final MeterRegistry registry;

  CaseworkDesk(
      Settings settings,
      Vertx vertx,
      InstantSource clock,
      LedgerOpening.Opened opened,
      MeterRegistry registry) {
    this.settings = settings;
    this.vertx = vertx;
    this.clock = clock;
    this.opened = opened;
    this.registry = registry;
  }

  /** What they work with. */
  CaseworkParts parts(Engine engine, People people, Pepper pepper, SealingKey sealing)
      throws IOException {
    Path keys =
        settings
            .engine()
            .casework()
            .identityKeys()
            .orElseGet(() -> IdentityKeyFile.in(settings.data()));
    return new CaseworkParts(
        opened.ledger(),
        engine,
        people,
        pepper,
        new IdentitySeal(IdentityKeyFile.open(keys, opened.ledger())),
        sealing,
        opened.installation().city(),
        clock);
  }

  /** Counts what of them is late. */
  void watch(Ladder ladder) throws Exception {
    ladder.step(
        "rounds of '" + Work.CASEWORK_QUEUES.text() + "'",
        () ->
            Rounds.start(
                new RoundMeters(registry, Work.CASEWORK_QUEUES),
                Duration.ZERO,
                new QueueRound(opened.ledger(), clock, QUEUES, new QueueMeters(registry))),
        Rounds::close);
  }

  /** Tells people that their code turned, where it is set how. */
  void tell(Ladder ladder, CaseworkParts parts) throws Exception {
    CaseworkSettings casework = settings.engine().casework();
    List<Channel> channels = new ArrayList<>();
    if (casework.webhook().isPresent()) {
      channels.add(
          channel(ladder, () -> new Webhook(vertx, casework.webhook().get(), clock), By.WEBHOOK));
    }
    if (casework.mail().isPresent()) {
      channels.add(channel(ladder, () -> new Mail(vertx, casework.mail().get()), By.MAIL));
    }
    if (!channels.isEmpty()) {
      ladder.step(
          "rounds of '" + Work.NOTICES.text() + "'",
          () ->
              Rounds.start(
                  new RoundMeters(registry, Work.NOTICES),
                  Duration.ZERO,
                  new NoticeRound(parts, channels, NOTICES, new NoticeMeters(registry))),
          Rounds::close);
    }
  }

  private static Channel channel(Ladder ladder, Callable<Channel> opening, By by) throws Exception {
    return ladder.step("notices by " + by.tag(), opening, channel -> Door.await(channel.close()));
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
