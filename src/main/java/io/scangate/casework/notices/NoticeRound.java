package io.scangate.casework.notices;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.identity.Concerned;
import io.scangate.casework.notices.Channel.Sent;
import io.scangate.engine.Loop;
import io.scangate.engine.Rounds;
import io.scangate.ledger.cases.Notice;
import io.scangate.ledger.cases.Notice.Outcome;
import io.scangate.ledger.cases.Notices;
import io.scangate.ops.NoticeMeters;
import io.scangate.ops.NoticeMeters.By;
import io.scangate.ops.NoticeMeters.Came;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the decisions of the ledger and tells people by every channel that is set. What fails is
 * tried again after pauses that double, up to an hour, for a day. Confined to its thread; several
 * engines do it at once.
 */
public final class NoticeRound implements Rounds.Round {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeRound.class);
  private static final int PAGE = 1_000;
  private static final int AT_ONCE = 32;
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 12;
  private static final Duration GIVE_UP = Duration.ofDays(1);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Duration COUNTING = Duration.ofSeconds(15);

  private final Notices notices;
  private final Concerned concerned;
  private final int partitions;
  private final Map<By, Channel> channels = new EnumMap<>(By.class);
  private final Set<By> failing = EnumSet.noneOf(By.class);
  private final InstantSource clock;
  private final Duration interval;
  private final NoticeMeters meters;
  private Instant counted = Instant.MIN;

  /** A notice that is on its way. */
  private record Underway(Notice notice, Channel channel, Future<Sent> sending) {}

  /**
   * Begins to follow from where the ledger stands, unless it is followed already.
   *
   * @param channels by which people are told
   * @param interval between the end of a round and the next
   */
  public NoticeRound(
      CaseworkParts parts, List<Channel> channels, Duration interval, NoticeMeters meters) {
    this.notices = new Notices(parts.ledger());
    this.concerned = new Concerned(parts);
    this.partitions = parts.ledger().installation().orElseThrow().partitions();
    channels.forEach(channel -> this.channels.put(channel.by(), channel));
    this.clock = parts.clock();
    this.interval = interval;
    this.meters = meters;
    notices.begin();
  }

  @Override
  public Duration go() throws InterruptedException {
    List<String> words = channels.keySet().stream().map(By::tag).toList();
    for (int partition = 0; partition < partitions; partition++) {
      long seen;
      do {
        seen = notices.follow(partition, words, clock.instant(), PAGE);
      } while (seen == PAGE);
    }
    Instant now = clock.instant();
    List<Notice> due = notices.take(now, now.plus(LEASE), AT_ONCE);
    for (Underway each : due.stream().flatMap(notice -> begin(notice, now).stream()).toList()) {
      settle(each);
    }
    count(now);
    return due.size() == AT_ONCE ? Duration.ZERO : interval;
  }

  /** Sends it off; nothing where there is nothing to send. */
  private List<Underway> begin(Notice notice, Instant now) {
    Channel channel = channels.get(by(notice));
    if (channel == null) {
      // Its channel was taken out of the settings.
      end(notice, Outcome.UNREACHABLE, Came.UNREACHABLE, now);
      return List.of();
    }
    if (notice.superseded()) {
      end(notice, Outcome.SUPERSEDED, Came.SUPERSEDED, now);
      return List.of();
    }
    return List.of(new Underway(notice, channel, send(notice, channel)));
  }

  /** Somebody of whom nothing can be read, for want of a key, keeps nobody else waiting. */
  private Future<Sent> send(Notice notice, Channel channel) {
    try {
      return channel.tell(notice, concerned.contact(notice.person()));
    } catch (IllegalStateException e) {
      return Future.failedFuture(e);
    }
  }

  private static By by(Notice notice) {
    return switch (notice.channel()) {
      case "webhook" -> By.WEBHOOK;
      case "mail" -> By.MAIL;
      default -> throw new IllegalStateException("no channel is " + notice.channel());
    };
  }

  private void settle(Underway each) throws InterruptedException {
    Notice notice = each.notice();
    try {
      switch (Loop.await(each.sending())) {
        case TOLD -> end(notice, Outcome.TOLD, Came.TOLD, clock.instant());
        case NO_ADDRESS -> end(notice, Outcome.UNREACHABLE, Came.UNREACHABLE, clock.instant());
      }
      if (failing.remove(each.channel().by())) {
        LOG.info("People are told by {} again", each.channel().by().tag());
      }
    } catch (IllegalStateException failure) {
      failed(each, failure);
    }
  }

  private void failed(Underway each, IllegalStateException failure) {
    Instant now = clock.instant();
    By by = each.channel().by();
    if (failing.add(by)) {
      LOG.warn("People cannot be told by {} now, it is tried again: {}", by.tag(), kind(failure));
    }
    if (each.notice().turnedAt().plus(GIVE_UP).isBefore(now)) {
      end(each.notice(), Outcome.GIVEN_UP, Came.GIVEN_UP, now);
    } else {
      meters.came(by, Came.FAILED);
      notices.postpone(each.notice(), now.plus(pause(each.notice().attempts())));
    }
  }

  /** Of foreign words nothing: servers repeat in theirs to whom it was to go. */
  private static String kind(IllegalStateException failure) {
    Throwable kind = failure;
    while (kind.getCause() != null) {
      kind = kind.getCause();
    }
    return kind instanceof UntoldException
        ? String.valueOf(kind.getMessage())
        : kind.getClass().getSimpleName();
  }

  /**
   * Drawn between half of it and all of it, so that what failed together does not come together.
   */
  private static Duration pause(int attempts) {
    long millis =
        Math.min(
            FIRST_PAUSE.toMillis() << Math.min(attempts - 1, MOST_DOUBLINGS),
            LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
  }

  private void end(Notice notice, Outcome outcome, Came came, Instant now) {
    notices.end(notice, outcome, now);
    meters.came(by(notice), came);
  }

  private void count(Instant now) {
    if (!counted.equals(Instant.MIN) && counted.plus(COUNTING).isAfter(now)) {
      return;
    }
    counted = now;
    Notices.Waiting waiting = notices.waiting();
    meters.waiting(
        waiting.number(),
        waiting.oldest().map(oldest -> Duration.between(oldest, now)).orElse(Duration.ZERO));
    notices.forget(now.minus(KEPT), PAGE);
  }
}
