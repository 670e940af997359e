package io.scangate.casework;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.StaffReads;
import io.scangate.ledger.StaffReads.Read;
import io.scangate.ledger.StaffReads.Search;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Lists who of the staff read whom, the latest first. Shared. */
final class StaffReadList {
  private static final int MOST = 100;

  private final StaffReads reads;

  StaffReadList(Ledger ledger) {
    this.reads = new StaffReads(ledger);
  }

  Reply list(Visit visit) {
    Search search =
        new Search(
            visit.division("division"),
            visit.optional("person").map(PersonRef::of),
            visit.optional("operator"));
    long before = visit.number("before").orElse(Long.MAX_VALUE);
    List<Read> found = reads.list(search, before, MOST);
    JsonArray rows = new JsonArray();
    found.forEach(read -> rows.add(row(read)));
    JsonObject body = new JsonObject().put("reads", rows);
    if (found.size() == MOST) {
      body.put("before", found.getLast().id());
    }
    return Reply.of(body);
  }

  private static JsonObject row(Read read) {
    JsonObject row =
        new JsonObject()
            .put("id", read.id())
            .put("at", read.at().toString())
            .put("operator", read.operator())
            .put("purpose", read.purpose())
            .put("action", read.command())
            .put("person", read.person().text());
    read.division().map(Division::code).ifPresent(code -> row.put("division", code));
    return row;
  }
}
