package io.scangate.casework.certificates;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Action;
import io.scangate.casework.who.Actor;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Certificate;
import io.scangate.ledger.CertificateDesk;
import io.scangate.ledger.CertificateStep;
import io.scangate.ledger.StaffReads;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Identities.Kept;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Certificates on paper after they were issued: listed, read, printed, revoked; {@link
 * CertificateIssue} is how one begins. Shared.
 */
public final class CertificateProcedure {
  /** Under what names the check and the printed sheet are sealed beside an identity. */
  static final String CHECK = "certificate-check";

  static final String SHEET = "certificate-sheet";

  private static final int MOST = 100;

  private final CaseworkParts parts;
  private final CertificateDesk desk;
  private final Identities identities;
  private final StaffReads reads;
  private final CertificateIssue issue;
  private final CertificatePaper paper = new CertificatePaper();

  /** With what the procedures work with. */
  public CertificateProcedure(CaseworkParts parts) {
    this.parts = parts;
    this.desk = new CertificateDesk(parts.ledger());
    this.identities = new Identities(parts.ledger());
    this.reads = new StaffReads(parts.ledger());
    this.issue = new CertificateIssue(parts);
  }

  /** What can be asked for. */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of(
            "issueCertificate",
            Action.ISSUE_CERTIFICATE,
            issue::place,
            visit -> {
              leave(visit, "certificate", issue.person(visit));
              return issue.issue(visit);
            }),
        Endpoint.of(
            "listCertificates",
            Action.LIST_CERTIFICATES,
            visit -> Optional.of(visit.division("division")),
            this::list),
        Endpoint.of("readCertificate", Action.READ_CERTIFICATE, this::place, this::read),
        Endpoint.of("printCertificate", Action.PRINT_CERTIFICATE, this::place, this::print),
        Endpoint.of("revokeCertificate", Action.REVOKE_CERTIFICATE, this::place, this::revoke));
  }

  private Optional<Division> place(Visit visit) {
    return desk.find(number(visit)).map(Certificate::community);
  }

  private static long number(Visit visit) {
    return visit.number("certificate").orElseThrow();
  }

  private Reply list(Visit visit) {
    long before = visit.number("before").orElse(Long.MAX_VALUE);
    List<Certificate> found = desk.in(visit.division("division"), before, MOST);
    Instant now = parts.clock().instant();
    JsonArray rows = new JsonArray();
    found.forEach(certificate -> rows.add(CertificateJson.of(certificate, now)));
    JsonObject body = new JsonObject().put("certificates", rows);
    if (found.size() == MOST) {
      body.put("before", found.getLast().number());
    }
    return Reply.of(body);
  }

  private Reply read(Visit visit) {
    Certificate certificate = desk.find(number(visit)).orElseThrow();
    Optional<Kept> kept = identities.read(certificate.person());
    JsonObject json = CertificateJson.of(certificate, parts.clock().instant());
    if (kept.isPresent()) {
      leave(visit, visit.text("purpose"), Optional.of(certificate.person()));
      json.put(
          "check",
          parts
              .seal()
              .openBeside(kept.get().identity(), CHECK, certificate.checked())
              .toJsonObject());
    }
    return Reply.of(json);
  }

  /** Every print is counted before it is given out. */
  private Reply print(Visit visit) {
    String purpose = visit.body().getString("purpose");
    Certificate certificate = desk.find(number(visit)).orElseThrow();
    Optional<Kept> kept = identities.read(certificate.person());
    if (kept.isEmpty()) {
      return CertificateRefusals.GONE;
    }
    leave(visit, purpose, Optional.of(certificate.person()));
    return switch (desk.print(
        certificate.number(),
        purpose,
        visit.warrant().actor().subject(),
        parts.clock().instant())) {
      case CertificateStep.Refused(var why) -> CertificateRefusals.reply(why);
      case CertificateStep.Done(var printed) ->
          new Reply.File(
              "application/pdf",
              "certificate-" + printed.number() + ".pdf",
              draw(
                  printed,
                  Sheet.of(
                      parts.seal().openBeside(kept.get().identity(), SHEET, printed.sealed()))));
    };
  }

  /** It takes some tenths of a second, in which this thread can serve others. */
  private Buffer draw(Certificate certificate, Sheet sheet) {
    return Future.fromCompletionStage(
            CompletableFuture.supplyAsync(() -> paper.draw(certificate, sheet)))
        .await();
  }

  private Reply revoke(Visit visit) {
    Instant now = parts.clock().instant();
    String by = visit.warrant().actor().subject();
    return switch (desk.revoke(number(visit), visit.body().getString("reason"), by, now)) {
      case CertificateStep.Refused(var why) -> CertificateRefusals.reply(why);
      case CertificateStep.Done(var revoked) -> Reply.of(CertificateJson.of(revoked, now));
    };
  }

  private void leave(Visit visit, String purpose, Optional<PersonRef> person) {
    Actor actor = visit.warrant().actor();
    reads.leave(
        parts.clock().instant(),
        actor.subject(),
        purpose,
        visit.warrant().action().word(),
        actor.division(),
        person.stream().toList());
  }
}
