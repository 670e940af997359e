package io.scangate.gateway;

import io.scangate.credential.Claims;
import io.scangate.credential.Fault;
import io.scangate.credential.Reading;
import io.scangate.gateway.Turn.Priority;
import io.scangate.health.PersonRef;
import io.scangate.health.Standing;
import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Shed;
import io.scangate.ops.LoopMeters.Stage;
import io.scangate.verdict.Evidence;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Judge;
import io.scangate.verdict.Verdict;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of a scan: read, look up, judge, record. Confined to its event loop. What is held near is
 * answered before {@link #scan} returns.
 */
final class Scanner {
  /** Long enough for the event loop to look at its sockets between. */
  private static final long A_MOMENT_MILLIS = 1;

  private final SharedParts shared;
  private final LoopParts own;
  private final LoopMeters meters;
  private final Judge judge;
  private final ScanIds ids = new ScanIds(new SecureRandom());
  private final WaitLimit waiting;
  private final Turn turn;
  private final Anteroom anteroom;

  Scanner(Vertx vertx, SharedParts shared, LoopParts own, Turn turn, LoopMeters meters) {
    this.shared = shared;
    this.own = own;
    this.meters = meters;
    this.judge = new Judge(shared.settings().bound());
    this.waiting = new WaitLimit(shared.settings().mostWaiting(), shared.nanos());
    this.turn = turn;
    this.anteroom =
        new Anteroom(
            turn,
            shared.settings().mostConnections(),
            shared.nanos(),
            look -> vertx.setTimer(A_MOMENT_MILLIS, timer -> look.run()),
            this::scan);
  }

  /** One scan on its way; nobody is identified where the person is null. */
  private record Scan(
      Gate gate, Claims claims, @Nullable PersonRef person, Answer answer, Stopwatch watch) {}

  /**
   * Scans a text at a gate, or a while later where there is no time now.
   *
   * @param text holds the text from its first byte on
   */
  void scan(Gate gate, byte[] text, int length, Answer answer) {
    long nanos = shared.nanos().getAsLong();
    if (turn.serves(Priority.SCAN, nanos)) {
      scan(gate, text, length, answer, nanos);
    } else {
      anteroom.hold(gate, text, length, answer, nanos);
    }
  }

  private void scan(Gate gate, byte[] text, int length, Answer answer, long begun) {
    Stopwatch watch = new Stopwatch(meters, shared.nanos(), begun);
    long now = shared.micros();
    switch (read(text, length, now, watch)) {
      case Reading.Rejected(Fault fault, long skew) -> reject(fault, skew, answer, watch);
      case Claims claims -> lookUp(new Scan(gate, claims, person(claims), answer, watch), now);
    }
  }

  private Reading read(byte[] text, int length, long now, Stopwatch watch) {
    Reading rejected = own.reader().decode(text, 0, length);
    watch.passed(Stage.DECODE);
    if (rejected != null) {
      return rejected;
    }
    Reading reading = own.reader().authenticate(TimeUnit.MICROSECONDS.toSeconds(now));
    watch.passed(Stage.AUTHENTICATE);
    return reading;
  }

  private @Nullable PersonRef person(Claims claims) {
    return claims.own()
        ? new PersonRef(claims.person())
        : shared.lists().serials().recognized(claims);
  }

  private void reject(Fault fault, long skew, Answer answer, Stopwatch watch) {
    if (skew != 0) {
      meters.skew(fault == Fault.NOT_YET_VALID ? -skew : skew);
    }
    ids.next();
    tell(answer, Verdict.rejected(fault), skew, ids.high(), ids.low(), watch);
  }

  private void lookUp(Scan scan, long now) {
    if (scan.person() == null) {
      judge(scan, Standing.Unanswered.INSTANCE, now);
      return;
    }
    long person = scan.person().value();
    Standing near = own.codes().near(person);
    if (near != null) {
      judge(scan, near, now);
    } else if (waiting.tryEnter()) {
      await(scan, person);
    } else if (waiting.isSilent()) {
      judge(scan, Standing.Unanswered.INSTANCE, now);
    } else {
      scan.answer().shed(Shed.WAITING);
    }
  }

  private void await(Scan scan, long person) {
    meters.waiting(waiting.waiting());
    long since = shared.nanos().getAsLong();
    var _ =
        own.codes()
            .fetch(person)
            .onComplete(
                fetched -> {
                  Standing standing =
                      fetched.succeeded() ? fetched.result() : Standing.Unanswered.INSTANCE;
                  waiting.left(since, !(standing instanceof Standing.Unanswered));
                  meters.waiting(waiting.waiting());
                  try {
                    judge(scan, standing, shared.micros());
                  } catch (RuntimeException e) {
                    scan.answer().failed(e);
                  }
                });
  }

  private void judge(Scan scan, Standing standing, long now) {
    scan.watch().passed(Stage.LOOK_UP);
    Claims claims = scan.claims();
    boolean revoked = shared.lists().serials().isWithdrawn(claims);
    Evidence evidence = new Evidence(claims.colour(), standing, revoked, false);
    Verdict verdict = judge.judge(evidence, scan.gate(), now);
    ids.next();
    if (!claims.dynamic()) {
      record(scan, standing, verdict, now);
      return;
    }
    switch (shared.uses().use(claims, scan.gate(), ids.high(), ids.low(), verdict, now)) {
      case ReuseMemory.Use.First _ -> record(scan, standing, verdict, now);
      case ReuseMemory.Use.Again _ ->
          record(scan, standing, judge.judge(evidence.asReused(), scan.gate(), now), now);
      case ReuseMemory.Use.Retry(ScanId earlier, boolean saidTheSame) -> {
        if (saidTheSame) {
          tell(scan.answer(), verdict, 0, earlier.high(), earlier.low(), scan.watch());
        } else {
          record(scan, standing, verdict, now);
        }
      }
    }
  }

  private void record(Scan scan, Standing standing, Verdict verdict, long now) {
    scan.watch().passed(Stage.JUDGE);
    if (scan.person() != null) {
      long person = scan.person().value();
      own.scans()
          .scanned(
              ids.high(), ids.low(), person, scan.claims(), standing, scan.gate(), verdict, now);
    }
    tell(scan.answer(), verdict, 0, ids.high(), ids.low(), scan.watch());
  }

  private void tell(
      Answer answer, Verdict verdict, long skew, long idHigh, long idLow, Stopwatch watch) {
    meters.verdict(verdict);
    answer.judged(verdict, skew, idHigh, idLow);
    watch.stop();
  }
}
