package io.scangate.casework.release;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.identity.DossierKey;
import io.scangate.casework.who.Actor;
import io.scangate.health.PersonRef;
import io.scangate.ledger.StaffReads;
import io.scangate.ledger.cases.ReleaseList;
import io.scangate.ledger.cases.ReleaseLists;
import io.scangate.ledger.cases.ReleaseRow;
import io.scangate.ledger.cases.ReleaseRow.Rejection;
import io.scangate.ledger.cases.ReleaseRows;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands in lists, for those who file and review them. Whoever reads it leaves a row for each
 * person, before it is answered. Shared.
 */
final class ReleaseFiles {
  private static final int PAGE = 1_000;
  private static final List<String> WHY = List.of("row", "reason", "detail");

  private final CaseworkParts parts;
  private final ReleaseLists lists;
  private final ReleaseRows rows;
  private final StaffReads reads;

  ReleaseFiles(CaseworkParts parts, ReleaseLists lists) {
    this.parts = parts;
    this.lists = lists;
    this.rows = new ReleaseRows(parts.ledger());
    this.reads = new StaffReads(parts.ledger());
  }

  /** An empty form. */
  Reply template(Visit visit) {
    FormFormat format = FormFormat.of(visit.text("format"));
    Sheet sheet = format.sheet(List.of());
    if (format == FormFormat.JSON) {
      // Without a row it would not say what stands in one.
      sheet.row(List.of("", "resident-identity-card", "", "2022-03-01", "2022-03-15"));
    }
    return new Reply.File(format.type(), "release." + format.word(), sheet.end());
  }

  /** The form as it came. */
  Reply form(Visit visit) {
    ReleaseList list = list(visit);
    FormFormat format = FormFormat.of(list.format());
    return file(visit, list, "form", format.type(), format.word());
  }

  /** The stamped scan as it came. */
  Reply scan(Visit visit) {
    ReleaseList list = list(visit);
    ScanFormat format = ScanFormat.of(list.scan());
    return file(visit, list, "scan", format.type(), format.word());
  }

  private Reply file(Visit visit, ReleaseList list, String part, String type, String ending) {
    Optional<Buffer> sealed = lists.file(list.id(), part);
    Optional<DossierKey> key = key(list);
    if (sealed.isEmpty() || key.isEmpty()) {
      return ReleaseRefusals.FORGOTTEN;
    }
    List<PersonRef> people = new ArrayList<>();
    List<ReleaseRow> page = rows.of(list.id(), 0, false, PAGE);
    while (!page.isEmpty()) {
      page.forEach(row -> row.person().ifPresent(people::add));
      page = rows.of(list.id(), page.getLast().number(), false, PAGE);
    }
    leave(visit, people);
    return new Reply.File(
        type,
        "release-" + list.id() + "-" + part + "." + ending,
        key.get().open(part, sealed.get()));
  }

  /** The rows by which nobody is released, in the format of the form, each with its reason. */
  Reply rejected(Visit visit) {
    ReleaseList list = list(visit);
    Optional<DossierKey> key = key(list);
    if (key.isEmpty()) {
      return ReleaseRefusals.FORGOTTEN;
    }
    FormFormat format = FormFormat.of(list.format());
    Sheet sheet = format.sheet(WHY);
    List<PersonRef> people = new ArrayList<>();
    List<ReleaseRow> page = rows.of(list.id(), 0, true, PAGE);
    while (!page.isEmpty()) {
      for (ReleaseRow row : page) {
        row.person().ifPresent(people::add);
        sheet.row(cells(row, key.get()));
      }
      page = rows.of(list.id(), page.getLast().number(), true, PAGE);
    }
    leave(visit, people);
    return new Reply.File(
        format.type(), "release-" + list.id() + "-rejected." + format.word(), sheet.end());
  }

  private static List<String> cells(ReleaseRow row, DossierKey key) {
    Rejection why = row.rejection().orElseThrow();
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(row.number()));
    cells.add(why.reason());
    cells.add(why.detail());
    cells.addAll(FormRow.of(row.number(), key.open("row " + row.number(), row.sealed())).cells());
    return cells;
  }

  private ReleaseList list(Visit visit) {
    return visit.number("list").flatMap(lists::find).orElseThrow();
  }

  private Optional<DossierKey> key(ReleaseList list) {
    return list.key().map(key -> parts.dossiers().open(ReleaseLists.dossier(list.id()), key));
  }

  private void leave(Visit visit, List<PersonRef> people) {
    Actor actor = visit.warrant().actor();
    for (int from = 0; from < people.size(); from += PAGE) {
      reads.leave(
          parts.clock().instant(),
          actor.subject(),
          visit.text("purpose"),
          visit.warrant().action().word(),
          actor.division(),
          people.subList(from, Math.min(from + PAGE, people.size())));
    }
  }
}
