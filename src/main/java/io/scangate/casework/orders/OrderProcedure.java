package io.scangate.casework.orders;

import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Action;
import io.scangate.health.Division;
import io.scangate.ledger.CheckpointShelf;
import io.scangate.ledger.CheckpointState;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.Measure;
import io.scangate.ledger.MeasureDesk;
import io.scangate.ledger.MeasureDesk.Notice;
import io.scangate.ledger.MeasureDesk.Official;
import io.scangate.ledger.MeasureShelf;
import io.scangate.ledger.MeasureState;
import io.scangate.ledger.MeasureStep;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Orders of the authorities (article 42): a government at county level or above proposes, the next
 * higher one decides and is the only one that lifts; both are announced. Shared.
 */
public final class OrderProcedure {
  private static final int MOST = 100;

  /** For so long it is told that an order is over. */
  private static final Duration FAREWELL = Duration.ofDays(30);

  private final MeasureDesk desk;
  private final MeasureShelf shelf;
  private final CheckpointShelf checkpoints;
  private final InstantSource clock;

  /** Over a ledger. */
  public OrderProcedure(Ledger ledger, InstantSource clock) {
    this.desk = new MeasureDesk(ledger);
    this.shelf = new MeasureShelf(ledger);
    this.checkpoints = new CheckpointShelf(ledger);
    this.clock = clock;
  }

  /** What can be asked for. */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("proposeOrder", Action.PROPOSE_ORDER, this::scope, this::propose),
        Endpoint.of(
            "listOrders",
            Action.LIST_ORDERS,
            visit -> Optional.of(visit.division("division")),
            this::list),
        Endpoint.of("listAnnouncements", Action.SEE_ANNOUNCEMENTS, this::announced),
        Endpoint.of(
            "seeOrder",
            Action.LIST_ORDERS,
            visit -> find(visit).map(found -> found.measure().division()),
            visit -> Reply.of(OrderJson.of(find(visit).orElseThrow()))),
        Endpoint.of("takeOrderBack", Action.PROPOSE_ORDER, this::proposer, this::takeBack),
        Endpoint.of("decideOrder", Action.DECIDE_ORDER, this::proposer, this::decide),
        Endpoint.of(
            "liftOrder",
            Action.LIFT_ORDER,
            visit -> find(visit).map(found -> found.measure().authority()),
            this::lift));
  }

  private Optional<MeasureState> find(Visit visit) {
    return visit.number("order").flatMap(shelf::find);
  }

  /** The government whose proposal it is. */
  private Optional<Division> proposer(Visit visit) {
    return find(visit).map(found -> found.measure().government());
  }

  /** Where the place lies that a form names; empty where there is no such place. */
  private Optional<Division> scope(Visit visit) {
    String place = visit.body().getString("place");
    return switch (visit.body().getString("scope")) {
      case "checkpoint" -> checkpoints.find(place).map(OrderProcedure::divisionOf);
      case "site" -> checkpoints.ofSite(place).map(OrderProcedure::divisionOf);
      default -> division(place);
    };
  }

  private static Division divisionOf(CheckpointState found) {
    return found.checkpoint().division();
  }

  private static Optional<Division> division(String code) {
    try {
      return Optional.of(new Division(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Reply propose(Visit visit) {
    Division government = visit.warrant().division();
    if (!Measure.mayPropose(government)) {
      return Reply.refused(
          409,
          "nobody-above",
          "Nobody here decides above a province",
          "The government of a city or a county proposes; the next higher one decides.");
    }
    JsonObject form = visit.body();
    Optional<Instant> starts;
    Optional<Instant> ends;
    try {
      starts = instant(form, "starts");
      ends = instant(form, "ends");
    } catch (DateTimeException e) {
      return malformed("starts and ends are instants, as in 2022-03-01T00:00:00Z.");
    }
    if (starts.isPresent() && ends.isPresent() && !ends.get().isAfter(starts.get())) {
      return malformed("An order ends after it begins.");
    }
    Measure measure =
        new Measure(
            Measure.Kind.of(form.getString("measure")),
            Measure.scope(form.getString("scope"), form.getString("place")),
            scope(visit).orElseThrow(),
            starts,
            ends,
            form.getString("ground"),
            form.getString("document"),
            government);
    return switch (desk.propose(measure, official(visit).name(), clock.instant())) {
      case MeasureStep.Refused(var why) -> OrderRefusals.reply(why);
      case MeasureStep.Proposed(var id) ->
          Reply.created(OrderJson.of(shelf.find(id).orElseThrow()));
      case MeasureStep.Done() -> throw new IllegalStateException("nothing was proposed");
    };
  }

  private static Optional<Instant> instant(JsonObject form, String key) {
    return Optional.ofNullable(form.getString(key))
        .map(Instant::parse)
        .map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
  }

  private static Reply malformed(String detail) {
    return Reply.refused(400, "malformed", "The body is not the JSON expected", detail);
  }

  private Reply list(Visit visit) {
    long before = visit.number("before").orElse(Long.MAX_VALUE);
    List<MeasureState> found = shelf.in(visit.division("division"), before, MOST);
    JsonArray rows = new JsonArray();
    found.forEach(state -> rows.add(OrderJson.of(state)));
    return Reply.of(page(rows, found));
  }

  private Reply announced(Visit visit) {
    long before = visit.number("before").orElse(Long.MAX_VALUE);
    List<MeasureState> found = shelf.announced(clock.instant().minus(FAREWELL), before, MOST);
    JsonArray rows = new JsonArray();
    found.forEach(state -> rows.add(OrderJson.announced(state)));
    return Reply.of(page(rows, found));
  }

  private static JsonObject page(JsonArray rows, List<MeasureState> found) {
    JsonObject body = new JsonObject().put("orders", rows);
    return found.size() == MOST ? body.put("before", found.getLast().id()) : body;
  }

  private Reply takeBack(Visit visit) {
    long id = visit.number("order").orElseThrow();
    String reason = visit.body().getString("reason");
    return reply(id, desk.takeBack(id, reason, official(visit), clock.instant()));
  }

  private Reply decide(Visit visit) {
    long id = visit.number("order").orElseThrow();
    boolean granted = visit.body().getBoolean("granted");
    return reply(id, desk.decide(id, granted, notice(visit), official(visit), clock.instant()));
  }

  private Reply lift(Visit visit) {
    long id = visit.number("order").orElseThrow();
    return reply(id, desk.lift(id, notice(visit), official(visit), clock.instant()));
  }

  private Reply reply(long id, MeasureStep step) {
    return step instanceof MeasureStep.Refused(var why)
        ? OrderRefusals.reply(why)
        : Reply.of(OrderJson.of(shelf.find(id).orElseThrow()));
  }

  private static Notice notice(Visit visit) {
    return new Notice(visit.body().getString("document"), visit.body().getString("announcement"));
  }

  private static Official official(Visit visit) {
    return new Official(visit.warrant().actor().subject(), visit.warrant().division());
  }
}
