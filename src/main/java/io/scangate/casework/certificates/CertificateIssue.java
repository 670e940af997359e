package io.scangate.casework.certificates;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Reply;
import io.scangate.casework.StaticCodes.Made;
import io.scangate.casework.Visit;
import io.scangate.casework.identity.Documents;
import io.scangate.credential.Kind;
import io.scangate.engine.Resolution;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.CertificateDesk;
import io.scangate.ledger.CertificateDesk.Outcome;
import io.scangate.ledger.CertificateDesk.Visitor;
import io.scangate.ledger.Code;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Identities.Kept;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How a certificate begins: somebody is checked at the counter of the community where they live;
 * the check is noted whatever comes of it, and the certificate stands in the same transaction.
 * Shared.
 */
final class CertificateIssue {
  private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);

  private final CaseworkParts parts;
  private final Identities identities;
  private final CertificateDesk desk;

  CertificateIssue(CaseworkParts parts) {
    this.parts = parts;
    this.identities = new Identities(parts.ledger());
    this.desk = new CertificateDesk(parts.ledger());
  }

  /** Whose document is shown; nobody where no such document has the number. */
  Optional<PersonRef> person(Visit visit) {
    try {
      return identities.find(
          parts.pepper().lookup(Documents.of(visit.body().getJsonObject("document"))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Where they live; nowhere for those outside of the caller's division. */
  Optional<Division> place(Visit visit) {
    return person(visit)
        .flatMap(identities::community)
        .filter(community -> visit.warrant().division().covers(community));
  }

  /** Checks, and issues where nothing stands against it. */
  Reply issue(Visit visit) {
    CounterCheck check;
    try {
      check = CounterCheck.read(visit.body());
    } catch (DateTimeException e) {
      return CertificateRefusals.NO_INSTANT;
    }
    Instant now = parts.clock().instant();
    if (check.sampledAt().isAfter(now)
        || check.vaccinatedOn().filter(day -> isToCome(day, now)).isPresent()) {
      return CertificateRefusals.NO_INSTANT;
    }
    int days = visit.body().getInteger("days");
    if (days > parts.certificates().mostDays()) {
      return CertificateRefusals.tooLong(parts.certificates().mostDays());
    }
    Optional<PersonRef> person = person(visit);
    if (person.isEmpty()) {
      return CertificateRefusals.GONE;
    }
    Issuing issuing =
        parts
            .engine()
            .resolve(
                person.get(),
                transaction -> Resolution.of(issue(transaction, visit, person.get(), check, days)));
    return switch (issuing) {
      case Issuing.Refused(var reply) -> reply;
      case Issuing.Issued(long number) ->
          Reply.created(CertificateJson.of(desk.find(number).orElseThrow(), now));
    };
  }

  /** What came of it, when it is committed. */
  private sealed interface Issuing {
    /** It is issued, under this number. */
    record Issued(long number) implements Issuing {}

    /** The check was noted, and no more. */
    record Refused(Reply reply) implements Issuing {}
  }

  private static boolean isToCome(LocalDate day, Instant now) {
    return day.isAfter(LocalDate.ofInstant(now, BEIJING));
  }

  private Issuing issue(
      PartitionTransaction transaction,
      Visit visit,
      PersonRef person,
      CounterCheck check,
      int days) {
    Optional<Kept> kept = Identities.read(transaction, person);
    Optional<Division> community = kept.flatMap(Kept::community);
    if (kept.isEmpty() || community.isEmpty()) {
      return new Issuing.Refused(CertificateRefusals.GONE);
    }
    JsonObject identity = parts.seal().masked(kept.get().identity());
    Optional<Long> inForce = CertificateDesk.inForce(transaction, person);
    Outcome outcome = outcome(transaction, person, check, identity, inForce.isPresent());
    Visitor visitor = new Visitor(person, community.get(), visit.warrant().actor().subject());
    long number =
        CertificateDesk.check(
            transaction,
            visitor,
            parts
                .seal()
                .beside(kept.get().identity(), CertificateProcedure.CHECK, check.json().toBuffer()),
            outcome);
    if (inForce.isPresent() && outcome == Outcome.IN_FORCE) {
      return new Issuing.Refused(CertificateRefusals.inForce(inForce.get()));
    }
    if (outcome != Outcome.PASSED) {
      return new Issuing.Refused(CertificateRefusals.reply(outcome));
    }
    Instant from = transaction.now().truncatedTo(ChronoUnit.SECONDS);
    Instant until = from.plus(Duration.ofDays(days));
    Made made = parts.codes().make(person, Kind.PAPER, Colour.GREEN, from, until);
    Sheet sheet = new Sheet(identity, check.json(), made.text());
    return new Issuing.Issued(
        CertificateDesk.issue(
            transaction,
            visitor,
            number,
            made.serial(),
            parts.seal().beside(kept.get().identity(), CertificateProcedure.SHEET, sheet.plain()),
            until));
  }

  private Outcome outcome(
      PartitionTransaction transaction,
      PersonRef person,
      CounterCheck check,
      JsonObject identity,
      boolean inForce) {
    if (!check.name().equals(identity.getString("name"))) {
      return Outcome.NAME_DIFFERS;
    }
    Optional<Outcome> bar = parts.certificates().bar(check, transaction.now());
    if (bar.isPresent()) {
      return bar.get();
    }
    Optional<Code> code = Optional.ofNullable(transaction.codes(List.of(person)).get(person));
    if (code.filter(CertificateIssue::isGreen).isEmpty()) {
      return Outcome.NOT_GREEN;
    }
    return inForce ? Outcome.IN_FORCE : Outcome.PASSED;
  }

  private static boolean isGreen(Code code) {
    return code.colour() == Colour.GREEN && code.registered() && !code.withdrawn();
  }
}
