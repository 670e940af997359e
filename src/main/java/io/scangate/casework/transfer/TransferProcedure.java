package io.scangate.casework.transfer;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Action;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Signatory;
import io.scangate.ledger.cases.Transfer;
import io.scangate.ledger.cases.Transfer.Review;
import io.scangate.ledger.cases.Transfer.Signed;
import io.scangate.ledger.cases.Transfer.State;
import io.scangate.ledger.cases.Transfers;
import io.scangate.ledger.cases.Transfers.Conversion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The daily transfer: a district command draws up whose codes were converted on a day, another
 * person of it reviews that, and it is handed over. Shared.
 */
public final class TransferProcedure {
  private static final int MOST = 1_000;

  private static final Reply NOTHING =
      Reply.refused(
          404, "not-found", "There is no such thing", "Nobody was converted there on that day.");

  private final CaseworkParts parts;
  private final Transfers transfers;
  private final TransferDays days;

  /** Over what the procedures work with. */
  public TransferProcedure(CaseworkParts parts) {
    this.parts = parts;
    this.transfers = new Transfers(parts.ledger());
    this.days = new TransferDays(parts.ledger(), parts.transfers().deadline());
  }

  /** What can be asked for. */
  public List<Endpoint> endpoints() {
    Endpoint.Place place = visit -> Optional.of(visit.division("district"));
    return List.of(
        Endpoint.of(
            "listTransfers",
            Action.LIST_TRANSFERS,
            visit -> Optional.of(visit.division("division")),
            this::list),
        Endpoint.of("listConversions", Action.LIST_CONVERSIONS, place, this::conversions),
        Endpoint.of("drawUpTransfer", Action.DRAW_UP_TRANSFER, place, this::drawUp),
        Endpoint.of("reviewTransfer", Action.REVIEW_TRANSFER, place, this::review));
  }

  private Reply list(Visit visit) {
    Instant now = parts.clock().instant();
    ZoneId zone = days.zone(now);
    JsonArray rows = new JsonArray();
    transfers
        .due(zone, TransferDays.told(now, zone), visit.division("division"))
        .forEach(transfer -> rows.add(json(transfer, zone, now)));
    return Reply.of(new JsonObject().put("transfers", rows));
  }

  private JsonObject json(Transfer transfer, ZoneId zone, Instant now) {
    Instant deadline = days.deadline(transfer.day(), zone);
    JsonObject json =
        new JsonObject()
            .put("district", transfer.district().code())
            .put("day", transfer.day().toString())
            .put("conversions", transfer.conversions())
            .put("state", transfer.state().word())
            .put("deadline", deadline.toString())
            .put("late", transfer.handed().orElse(now).isAfter(deadline));
    transfer.drawn().ifPresent(signed -> json.put("drawnUp", signed(signed)));
    transfer
        .review()
        .ifPresent(
            review ->
                json.put(
                    "review",
                    signed(review.signed())
                        .put("granted", review.granted())
                        .put("note", review.note())));
    transfer.number().ifPresent(number -> json.put("number", number));
    transfer.handed().ifPresent(at -> json.put("handedOver", at.toString()));
    return json;
  }

  private static JsonObject signed(Signed signed) {
    return new JsonObject().put("by", signed.by()).put("at", signed.at().toString());
  }

  private Reply conversions(Visit visit) {
    Optional<LocalDate> day = day(visit);
    if (day.isEmpty()) {
      return noDay();
    }
    ZoneId zone = days.zone(parts.clock().instant());
    List<Conversion> found =
        transfers.conversions(
            visit.division("district"),
            TransferDays.of(day.get(), zone),
            visit.optional("after").map(TransferProcedure::after),
            MOST);
    JsonArray rows = new JsonArray();
    for (Conversion one : found) {
      JsonObject row =
          new JsonObject()
              .put("person", one.person().text())
              .put("fact", one.fact())
              .put("detail", one.detail())
              .put("at", one.at().toString())
              .put("authority", one.authority());
      one.document().ifPresent(document -> row.put("document", document));
      rows.add(row);
    }
    JsonObject body = new JsonObject().put("conversions", rows);
    return Reply.of(
        found.size() == MOST
            ? body.put("after", found.getLast().at() + "/" + found.getLast().person().text())
            : body);
  }

  /** Of the shape of the document: an instant and a reference. */
  private static Conversion after(String text) {
    int slash = text.indexOf('/');
    return new Conversion(
        PersonRef.of(text.substring(slash + 1)),
        "",
        "",
        Instant.parse(text.substring(0, slash)),
        "",
        Optional.empty());
  }

  private Reply drawUp(Visit visit) {
    Optional<LocalDate> day = day(visit);
    if (day.isEmpty()) {
      return noDay();
    }
    Instant now = parts.clock().instant();
    ZoneId zone = days.zone(now);
    if (!TransferDays.isOver(day.get(), zone, now)) {
      return conflict(
          "day-not-over", "The day is not over", "It can be drawn up a minute after midnight.");
    }
    Optional<Transfer> found = find(visit, day.get(), zone);
    if (found.isEmpty()) {
      return NOTHING;
    }
    boolean drawn =
        transfers.drawUp(
            visit.division("district"),
            day.get(),
            found.get().conversions(),
            new Signed(visit.warrant().actor().subject(), now));
    return drawn
        ? Reply.created(told(visit, day.get()))
        : conflict("drawn-up", "It is drawn up already", "Another person reviews it.");
  }

  private Reply review(Visit visit) {
    Optional<LocalDate> day = day(visit);
    if (day.isEmpty()) {
      return noDay();
    }
    Instant now = parts.clock().instant();
    Optional<Transfer> found = find(visit, day.get(), days.zone(now));
    if (found.isEmpty()) {
      return NOTHING;
    }
    Transfer transfer = found.get();
    String by = visit.warrant().actor().subject();
    if (transfer.state() == State.OPEN) {
      return conflict("not-drawn-up", "It is not drawn up", "Somebody draws it up first.");
    }
    if (transfer.state() != State.DRAWN_UP) {
      return reviewed();
    }
    if (transfer.drawn().filter(drawn -> Signatory.isSame(drawn.by(), by)).isPresent()) {
      return conflict(
          "same-person",
          "Another person is needed",
          "Whoever drew up a transfer does not review it.");
    }
    JsonObject form = visit.body();
    Review review =
        new Review(form.getBoolean("granted"), form.getString("note"), new Signed(by, now));
    return transfers.review(transfer.id().orElseThrow(), review)
        ? Reply.of(told(visit, day.get()))
        : reviewed();
  }

  private static Reply reviewed() {
    return conflict("reviewed", "It is reviewed already", "It is handed over by itself.");
  }

  private JsonObject told(Visit visit, LocalDate day) {
    Instant now = parts.clock().instant();
    ZoneId zone = days.zone(now);
    return json(find(visit, day, zone).orElseThrow(), zone, now);
  }

  private Optional<Transfer> find(Visit visit, LocalDate day, ZoneId zone) {
    Division district = visit.division("district");
    return transfers.due(zone, TransferDays.of(day, zone), district).stream().findFirst();
  }

  private static Optional<LocalDate> day(Visit visit) {
    try {
      return Optional.of(LocalDate.parse(visit.text("day")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Reply noDay() {
    return Reply.refused(
        400, "bad-parameter", "A parameter is wrong", "day: there is no such day.");
  }

  private static Reply conflict(String name, String title, String detail) {
    return Reply.refused(409, name, title, detail);
  }
}
