package io.scangate.gateway;

import io.scangate.credential.Claims;
import io.scangate.credential.Fault;
import io.scangate.credential.Reading;
import io.scangate.health.PersonRef;
import io.scangate.health.Standing;
import io.scangate.ops.LoopMeters;
import io.scangate.ops.LoopMeters.Stage;
import io.scangate.verdict.Evidence;
import io.scangate.verdict.Gate;
import io.scangate.verdict.Judge;
import io.scangate.verdict.Verdict;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of a scan: read, look up, judge, record. Confined to its event loop. What is held near is
 * answered before {@link #scan} returns.
 */
final class Scanner {
  private final SharedParts shared;
  private final LoopParts own;
  private final LoopMeters meters;
  private final Judge judge;
  private final ScanIds ids = new ScanIds(new SecureRandom());
  private int waiting;

  Scanner(SharedParts shared, LoopParts own, LoopMeters meters) {
    this.shared = shared;
    this.own = own;
    this.meters = meters;
    this.judge = new Judge(shared.settings().bound());
  }

  /** One scan on its way; nobody is identified where the person is null. */
  private record Scan(
      Gate gate, Claims claims, @Nullable PersonRef person, Answer answer, Stopwatch watch) {}

  /**
   * Scans a text at a gate.
   *
   * @param text holds the text from its first byte on
   */
  void scan(Gate gate, byte[] text, int length, Answer answer) {
    Stopwatch watch = new Stopwatch(meters, shared.nanos());
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
    } else if (waiting >= shared.settings().mostWaiting()) {
      scan.answer().shed();
    } else {
      await(scan, person);
    }
  }

  private void await(Scan scan, long person) {
    meters.waiting(++waiting);
    var _ =
        own.codes()
            .fetch(person)
            .onComplete(
                fetched -> {
                  meters.waiting(--waiting);
                  try {
                    judge(
                        scan,
                        fetched.succeeded() ? fetched.result() : Standing.Unanswered.INSTANCE,
                        shared.micros());
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
