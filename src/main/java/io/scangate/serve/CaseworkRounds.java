package io.scangate.serve;

import io.micrometer.core.instrument.MeterRegistry;
import io.scangate.casework.CaseworkParts;
import io.scangate.casework.QueueRound;
import io.scangate.casework.notices.Channel;
import io.scangate.casework.notices.Mail;
import io.scangate.casework.notices.NoticeRound;
import io.scangate.casework.notices.Webhook;
import io.scangate.casework.recognition.PeerRound;
import io.scangate.casework.release.ReleaseWork;
import io.scangate.casework.transfer.TransferWork;
import io.scangate.credential.TransferSheet;
import io.scangate.engine.Rounds;
import io.scangate.ops.NoticeMeters;
import io.scangate.ops.NoticeMeters.By;
import io.scangate.ops.PeerMeters;
import io.scangate.ops.QueueMeters;
import io.scangate.ops.RoundMeters;
import io.scangate.ops.RoundMeters.Work;
import io.scangate.ops.TransferMeters;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What is done of the procedures without being asked. Confined to the thread that starts it.
 *
 * @param publishesLists whether this engine does what one of several does
 * @param signature signs what districts hand over
 */
record CaseworkRounds(
    Settings settings,
    Vertx vertx,
    MeterRegistry registry,
    CaseworkParts parts,
    BooleanSupplier publishesLists,
    Function<TransferSheet, byte[]> signature) {
  /** How long lies between two counts of what is late. */
  private static final Duration QUEUES = Duration.ofMinutes(1);

  /** How long lies between two looks for somebody to be told. */
  private static final Duration NOTICES = Duration.ofSeconds(1);

  /** Starts all of it. */
  void climb(Ladder ladder) throws Exception {
    round(ladder, Work.RELEASES, new ReleaseWork(parts));
    round(
        ladder,
        Work.TRANSFERS,
        new TransferWork(
            parts,
            parts.transfers().channel(settings.data()),
            signature,
            new TransferMeters(registry)));
    round(ladder, Work.PEERS, new PeerRound(parts, publishesLists, new PeerMeters(registry)));
    round(
        ladder,
        Work.CASEWORK_QUEUES,
        new QueueRound(parts.ledger(), parts.clock(), QUEUES, new QueueMeters(registry)));
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
          channel(
              ladder,
              () -> new Webhook(vertx, notices.webhook().get(), parts.clock()),
              By.WEBHOOK));
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
