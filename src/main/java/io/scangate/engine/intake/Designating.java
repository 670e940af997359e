package io.scangate.engine.intake;

import io.scangate.engine.intake.DesignationReader.End;
import io.scangate.ledger.Designation;
import io.scangate.ledger.Designations;
import io.scangate.ledger.Designations.Ending;
import io.scangate.ledger.Earlier;
import io.scangate.ledger.HeldDesignations;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Quotas;
import io.scangate.ledger.SentDesignation;
import io.scangate.ops.IntakeMeters;
import io.scangate.ops.IntakeMeters.Outcome;
import io.scangate.ops.IntakeMeters.Reason;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings designations to the ledger, and holds those that concern more people than one source may
 * make more severe alone. What it answers is committed. Shared; to be called on a virtual thread.
 */
public final class Designating {
  private static final Logger LOG = LoggerFactory.getLogger(Designating.class);

  private final Earlier earlier;
  private final Quotas quotas;
  private final Designations designations;
  private final HeldDesignations held;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final IntakeMeters meters;

  /**
   * Over a ledger.
   *
   * @param nanos the monotonic clock
   */
  public Designating(Ledger ledger, InstantSource clock, LongSupplier nanos, IntakeMeters meters) {
    this.earlier = new Earlier(ledger);
    this.quotas = new Quotas(ledger);
    this.designations = new Designations(ledger);
    this.held = new HeldDesignations(ledger);
    this.clock = clock;
    this.nanos = nanos;
    this.meters = meters;
  }

  /** What became of a designation that was sent. */
  sealed interface Taken {
    /** It is stored, was stored before, or waits. */
    record Kept(Outcome outcome, SentDesignation designation) implements Taken {}

    /** It is not taken. */
    record Refused(Refusal refusal) implements Taken {}
  }

  /** Takes a designation. Where the ledger cannot take it it throws; then it may be sent again. */
  Taken take(Source source, String request, Designation designation) {
    long arrived = nanos.getAsLong();
    Taken taken =
        switch (earlier.use(designation)) {
          case NONE -> fresh(source, request, designation);
          case STORED -> kept(Outcome.REPEATED, designation);
          case HELD -> kept(Outcome.HELD, designation);
          case REJECTED ->
              new Taken.Refused(
                  new Refusal(Reason.REJECTED, "designation: a second person has said no to it"));
          case OTHER -> usedBefore();
        };
    meters.committed(nanos.getAsLong() - arrived);
    return taken;
  }

  /** An area in which nobody lives yet counts as one person, for somebody may move in. */
  private Taken fresh(Source source, String request, Designation designation) {
    long residents = designations.residents(designation.origin().division());
    Source.Severe severe = source.severe();
    boolean room =
        quotas.reserve(
            source.id(), Math.max(1, residents), severe.most(), severe.per(), clock.instant());
    if (!room) {
      return hold(source, request, designation, residents);
    }
    return switch (designations.designate(designation, clock.instant())) {
      case Designations.Outcome.Stored _ -> kept(Outcome.STORED, designation);
      case Designations.Outcome.Repeated _ -> kept(Outcome.REPEATED, designation);
      case Designations.Outcome.Conflicting _ -> usedBefore();
    };
  }

  private Taken hold(Source source, String request, Designation designation, long residents) {
    if (!held.hold(request, designation, residents, clock.instant())) {
      return usedBefore();
    }
    meters.held(source.kind().word(), Math.clamp(residents, 1, Integer.MAX_VALUE));
    LOG.error(
        "The designation of {}, where {} people live, of request {} is held for a second person:"
            + " source {} may make {} people's colours more severe in {}",
        designation.origin().division().code(),
        residents,
        request,
        source.id(),
        source.severe().most(),
        source.severe().per());
    return kept(Outcome.HELD, designation);
  }

  private Taken kept(Outcome outcome, Designation designation) {
    return held.find(designation.origin().source(), designation.origin().key())
        .<Taken>map(found -> new Taken.Kept(outcome, found))
        .orElseGet(Designating::usedBefore);
  }

  private static Taken usedBefore() {
    return new Taken.Refused(
        new Refusal(
            Reason.DUPLICATE_KEY, "designation: key: it was used before for something else"));
  }

  /** What a source has sent under a number. */
  Optional<SentDesignation> find(Source source, long id) {
    return held.find(source.id(), id);
  }

  /** Ends a designation that is stored. */
  Ending end(Source source, long id, End end) {
    return designations.end(source.id(), id, end.authority(), end.document(), clock.instant());
  }
}
