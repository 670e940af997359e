package io.scangate.engine;

import static io.scangate.ledger.LedgerException.Trouble.AWAY;

import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerException;
import io.scangate.ledger.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Brings reports into one partition. Those that wait together go into one transaction, so that a
 * commit to disk is shared and the lock of the head is not fought for within a process. Shared; it
 * works on a virtual thread of its own.
 */
public final class PartitionWriter implements AutoCloseable {
  private static final int MOST_WAITING = 256;
  private static final int MOST_TOGETHER = 500;

  /** What became of one report. */
  public enum Outcome {
    /** It is in the ledger now. */
    STORED,
    /** It was there before. */
    REPEATED,
    /** Its key was used before for something else; it is not stored. */
    CONFLICTING
  }

  /** Told from another by being itself, so no record. */
  private static final class Submission {
    private final List<Report> reports;
    private final Instant reported;
    private final long arrived = System.nanoTime();
    private final CompletableFuture<List<Outcome>> done = new CompletableFuture<>();

    Submission(List<Report> reports, Instant reported) {
      this.reports = List.copyOf(reports);
      this.reported = reported;
    }
  }

  /** Ends the thread. */
  private static final Submission END = new Submission(List.of(), Instant.EPOCH);

  private final Ledger ledger;
  private final int partition;
  private final InstantSource clock;
  private final Recording recording;
  private final Commits commits;
  private final BlockingQueue<Submission> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean closed;

  /** Begins to work. */
  PartitionWriter(
      Ledger ledger, int partition, InstantSource clock, Recording recording, Commits commits) {
    this.ledger = ledger;
    this.partition = partition;
    this.clock = clock;
    this.recording = recording;
    this.commits = commits;
    this.thread = Thread.ofVirtual().name("partition-" + partition).start(this::work);
  }

  /**
   * Brings reports; waits while too many others do.
   *
   * @param arrived when they came to this engine
   * @return what became of each, in their order, when it is committed; failed where the ledger
   *     could not take them, and then they may be sent again
   */
  public CompletableFuture<List<Outcome>> submit(List<Report> reports, Instant arrived)
      throws InterruptedException {
    Submission submission = new Submission(reports, arrived);
    if (closed) {
      return CompletableFuture.failedFuture(new RejectedExecutionException("shutting down"));
    }
    waiting.put(submission);
    return submission.done;
  }

  /** How many submissions wait. */
  public int waiting() {
    return waiting.size();
  }

  private void work() {
    @Nullable Submission carried = null;
    try {
      while (true) {
        Submission first = carried == null ? waiting.take() : carried;
        carried = null;
        List<Submission> together = new ArrayList<>();
        int reports = 0;
        for (Submission next = first; next != null; next = waiting.poll()) {
          if (next == END
              || (!together.isEmpty() && reports + next.reports.size() > MOST_TOGETHER)) {
            carried = next;
            break;
          }
          together.add(next);
          reports += next.reports.size();
        }
        if (!together.isEmpty()) {
          bring(together);
        }
        if (carried == END) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What does not go together is brought one by one, so that nobody suffers for another. Where the
   * ledger is away nothing goes, and nobody waits for each of them to find that out.
   */
  private void bring(List<Submission> together) {
    try {
      Recorded recorded = store(together);
      measure(together, recorded);
      answer(together, recorded);
    } catch (RuntimeException failure) {
      if (together.size() == 1 || LedgerException.behind(failure).equals(Optional.of(AWAY))) {
        together.forEach(submission -> submission.done.completeExceptionally(failure));
      } else {
        together.forEach(submission -> bring(List.of(submission)));
      }
    }
  }

  private Recorded store(List<Submission> together) {
    IdentityHashMap<Report, Instant> arrived = new IdentityHashMap<>();
    List<Report> reports = new ArrayList<>();
    for (Submission submission : together) {
      for (Report report : submission.reports) {
        reports.add(report);
        arrived.put(report, submission.reported);
      }
    }
    Recorded recorded =
        ledger.within(
            partition,
            clock,
            transaction ->
                recording.record(
                    transaction, reports, report -> arrived.getOrDefault(report, clock.instant())));
    commits.committed(partition, recorded);
    return recorded;
  }

  /** By the first report about the person that came with this commit. */
  private void measure(List<Submission> together, Recorded recorded) {
    Map<PersonRef, Long> arrived = new HashMap<>();
    for (Submission submission : together) {
      for (Report report : submission.reports) {
        var _ = arrived.putIfAbsent(report.person(), submission.arrived);
      }
    }
    long now = System.nanoTime();
    for (Deciding deciding : recorded.decided()) {
      deciding
          .decision()
          .ifPresent(
              decision ->
                  commits.converted(
                      decision.colour(),
                      Duration.ofNanos(now - arrived.getOrDefault(decision.person(), now))));
    }
  }

  private static void answer(List<Submission> together, Recorded recorded) {
    IdentityHashMap<Report, Outcome> outcomes = new IdentityHashMap<>();
    recorded.taken().repeated().forEach(report -> outcomes.put(report, Outcome.REPEATED));
    recorded.taken().conflicting().forEach(report -> outcomes.put(report, Outcome.CONFLICTING));
    recorded.taken().fresh().forEach(report -> outcomes.put(report, Outcome.STORED));
    for (Submission submission : together) {
      submission.done.complete(submission.reports.stream().map(outcomes::get).toList());
    }
  }

  /** Takes nothing more, and waits until what was taken is committed. */
  @Override
  public void close() {
    closed = true;
    try {
      waiting.put(END);
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
