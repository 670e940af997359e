package io.scangate.casework.reports;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.identity.Concerned;
import io.scangate.casework.identity.IdentitySeal;
import io.scangate.casework.who.Action;
import io.scangate.engine.Engine;
import io.scangate.engine.Resolution;
import io.scangate.health.Colour;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Code;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.cases.DutyReports;
import io.scangate.ledger.cases.DutyReports.Owed;
import io.scangate.ledger.cases.DutyReports.Reported;
import io.scangate.ledger.cases.Identities.Kept;
import io.scangate.ledger.cases.SealedIdentity;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes reports of people whose code turned, and lists them to their community. Shared. */
public final class Reporting {
  private static final int MOST = 100;
  private static final String WORDS = "report/words";

  private static final Reply NOBODY =
      Reply.refused(
          404, "not-registered", "Nobody is registered so", "Check member: 0 is yourself.");

  private static final Reply NOTHING =
      Reply.refused(
          409,
          "nothing-to-report",
          "This code is neither yellow nor red",
          "Whose code turns yellow or red reports.");

  private static final Reply REPORTED =
      Reply.refused(
          409,
          "reported-already",
          "That is reported",
          "When the code turns again it is reported again.");

  private final Engine engine;
  private final Concerned concerned;
  private final IdentitySeal seal;
  private final DutyReports reports;
  private final InstantSource clock;

  /** What 'at once' is held to. */
  private final Duration within;

  private Reporting(CaseworkParts parts) {
    this.engine = parts.engine();
    this.concerned = new Concerned(parts);
    this.seal = parts.seal();
    this.reports = new DutyReports(parts.ledger());
    this.clock = parts.clock();
    this.within = parts.deadlines().report();
  }

  /** The endpoints over what the procedures work with. */
  public static List<Endpoint> endpoints(CaseworkParts parts) {
    Reporting reporting = new Reporting(parts);
    return List.of(
        Endpoint.of("reportToCommunity", Action.REPORT_TO_COMMUNITY, reporting::own),
        Endpoint.of("takeReport", Action.TAKE_REPORT, reporting::place, reporting::atCounter),
        Endpoint.of(
            "listReports",
            Action.LIST_REPORTS,
            visit -> Optional.of(visit.division("division")),
            reporting::list));
  }

  private Reply own(Visit visit) {
    return concerned
        .member(visit, visit.body().getInteger("member"))
        .map(person -> take(visit, person, Optional.empty()))
        .orElse(NOBODY);
  }

  private Optional<Division> place(Visit visit) {
    return concerned.placeOf(visit, PersonRef.of(visit.text("person")));
  }

  /** Of somebody who came or rang up. */
  private Reply atCounter(Visit visit) {
    return take(
        visit, PersonRef.of(visit.text("person")), Optional.of(visit.warrant().actor().subject()));
  }

  private Reply take(Visit visit, PersonRef person, Optional<String> clerk) {
    Optional<SealedIdentity> identity = concerned.kept(person).map(Kept::identity);
    if (identity.isEmpty()) {
      return NOBODY;
    }
    Buffer words =
        seal.beside(identity.get(), WORDS, Buffer.buffer(visit.body().getString("words")));
    return engine.resolve(
        person, transaction -> Resolution.of(take(transaction, person, clerk, words)));
  }

  private Reply take(
      PartitionTransaction transaction, PersonRef person, Optional<String> clerk, Buffer words) {
    Optional<Code> code = Optional.ofNullable(transaction.codes(List.of(person)).get(person));
    if (code.filter(it -> isToBeReported(it.colour())).isEmpty()) {
      return NOTHING;
    }
    Instant turned = code.get().decidedAt();
    Instant now = transaction.now().isBefore(turned) ? turned : transaction.now();
    return DutyReports.take(transaction, person, turned, now, clerk, words)
        ? Reply.created(
            new JsonObject()
                .put("colour", code.get().colour().name())
                .put("turnedAt", turned.toString())
                .put("reportedAt", now.toString())
                .put("late", now.isAfter(turned.plus(within))))
        : REPORTED;
  }

  private static boolean isToBeReported(Colour colour) {
    return switch (colour) {
      case RED, YELLOW -> true;
      case GREEN, NONE -> false;
    };
  }

  /** The yellow and red of a community; each of them was read, and leaves its row. */
  private Reply list(Visit visit) {
    Instant now = clock.instant();
    Optional<Instant> turnedBefore =
        visit.optional("overdue").filter(Boolean::parseBoolean).map(asked -> now.minus(within));
    List<Owed> found =
        reports.in(
            visit.division("division"),
            turnedBefore,
            visit.optional("after").map(PersonRef::of),
            MOST);
    concerned.leave(visit, visit.text("purpose"), found.stream().map(Owed::person).toList());
    JsonArray rows = new JsonArray();
    found.forEach(owed -> rows.add(json(owed, now)));
    JsonObject body = new JsonObject().put("people", rows);
    return Reply.of(
        found.size() == MOST ? body.put("after", found.getLast().person().text()) : body);
  }

  private JsonObject json(Owed owed, Instant now) {
    Instant due = owed.turnedAt().plus(within);
    JsonObject json =
        new JsonObject()
            .put("person", owed.person().text())
            .put("colour", owed.colour().name())
            .put("turnedAt", owed.turnedAt().toString())
            .put("due", due.toString())
            .put("reported", owed.report().isPresent())
            .put("overdue", owed.report().isEmpty() && due.isBefore(now));
    owed.report().ifPresent(report -> tell(json, owed.person(), report));
    return json;
  }

  private void tell(JsonObject json, PersonRef person, Reported report) {
    json.put("reportedAt", report.at().toString());
    report.takenBy().ifPresent(clerk -> json.put("takenBy", clerk));
    concerned
        .kept(person)
        .ifPresent(
            kept ->
                json.put(
                    "words",
                    seal.openBeside(kept.identity(), WORDS, report.words())
                        .toString(StandardCharsets.UTF_8)));
  }
}
