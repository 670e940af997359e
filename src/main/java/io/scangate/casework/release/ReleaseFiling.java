package io.scangate.casework.release;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.identity.DossierKeys.Drawn;
import io.scangate.engine.Body;
import io.scangate.health.Division;
import io.scangate.ledger.cases.ReleaseList.Signed;
import io.scangate.ledger.cases.ReleaseLists;
import io.scangate.ledger.cases.ReleaseLists.Filed;
import io.scangate.policy.Setting;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Takes forms with their stamped scans; their rows are read afterwards. Shared. */
final class ReleaseFiling {
  static final int MOST_FORM = 16 << 20;
  static final int MOST_SCAN = 8 << 20;

  /** What stands around the two parts. */
  private static final int AROUND = 8 << 10;

  /** Each is in memory as a whole. */
  private static final int MOST_AT_ONCE = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CaseworkParts parts;
  private final ReleaseLists lists;
  private final Semaphore room = new Semaphore(MOST_AT_ONCE);

  ReleaseFiling(CaseworkParts parts, ReleaseLists lists) {
    this.parts = parts;
    this.lists = lists;
  }

  /** From an isolation point. */
  Reply centralized(Visit visit) {
    return file(visit, Setting.CENTRALIZED);
  }

  /** From a community. */
  Reply home(Visit visit) {
    return file(visit, Setting.HOME);
  }

  private Reply file(Visit visit, Setting setting) {
    Division division = visit.division("division");
    if (!parts.city().covers(division)) {
      return Reply.refused(
          400,
          "other-city",
          "The place lies in another city",
          "division: one in " + parts.city().code() + " is wanted.");
    }
    if (!room.tryAcquire()) {
      return ReleaseRefusals.BUSY;
    }
    try {
      return switch (visit.stream().whole(MOST_FORM + MOST_SCAN + AROUND, PATIENCE)) {
        case Body.Whole.Refused(var problem) -> new Reply.Refused(problem);
        case Body.Whole.Bytes(var bytes) -> file(visit, setting, division, bytes);
      };
    } catch (MalformedForm e) {
      return ReleaseRefusals.malformed(e.words());
    } finally {
      room.release();
    }
  }

  private Reply file(Visit visit, Setting setting, Division division, Buffer body)
      throws MalformedForm {
    Map<String, Buffer> sent = Multipart.parts(visit.type(), body, Set.of("form", "scan"));
    Buffer form = part(sent, "form", MOST_FORM);
    Buffer scan = part(sent, "scan", MOST_SCAN);
    FormFormat format = require(FormFormat.of(form), "form: JSON, CSV or XLSX");
    ScanFormat stamped = require(ScanFormat.of(scan), "scan: PDF, JPEG or PNG");
    // What is no form from its beginning on is said at once, and what unpacks without end.
    format.open(form.getBytes()).close();
    long id = lists.number();
    Drawn key = parts.dossiers().draw(ReleaseLists.dossier(id));
    boolean filed =
        lists.file(
            new Filed(
                id,
                setting,
                division,
                visit.text("document").strip(),
                format.word(),
                stamped.word(),
                key.sealed(),
                new Signed(visit.warrant().actor().subject(), parts.clock().instant())),
            key.key().seal("form", form),
            key.key().seal("scan", scan));
    return filed
        ? Reply.created(ReleaseJson.of(lists.find(id).orElseThrow()))
        : ReleaseRefusals.filedBefore();
  }

  private static Buffer part(Map<String, Buffer> sent, String name, int most) throws MalformedForm {
    Buffer part = Optional.ofNullable(sent.get(name)).orElseThrow();
    if (part.length() > most) {
      throw new MalformedForm(name + ": at most " + most + " bytes");
    }
    return part;
  }

  private static <T> T require(Optional<T> format, String what) throws MalformedForm {
    return format.orElseThrow(() -> new MalformedForm(what + " is wanted, whatever it is called"));
  }
}
