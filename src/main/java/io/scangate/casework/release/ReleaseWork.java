package io.scangate.casework.release;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.identity.DossierKey;
import io.scangate.engine.Resolution;
import io.scangate.engine.Rounds;
import io.scangate.health.PersonRef;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Judging;
import io.scangate.ledger.Origin;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Person;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.Report;
import io.scangate.ledger.cases.ReleaseList;
import io.scangate.ledger.cases.ReleaseList.State;
import io.scangate.ledger.cases.ReleaseLists;
import io.scangate.ledger.cases.ReleaseRow;
import io.scangate.ledger.cases.ReleaseRow.Rejection;
import io.scangate.ledger.cases.ReleaseRows;
import io.scangate.ledger.cases.ReleaseRows.Waiting;
import io.scangate.ledger.cases.WorkHold;
import io.scangate.policy.Setting;
import io.scangate.transition.Fact;
import io.scangate.transition.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of lists, and releases the people of those that are approved, a stretch at a time.
 * Several engines share the lists; where one of them ends, another goes on at the row where it
 * stood. Confined to its thread.
 *
 * <p>A stretch of rows that is read is one statement with the place that the list has come to. A
 * stretch of people that is released is one transaction of their partition with the facts of it,
 * and those have a key a row. So nothing is done twice, whatever ends when.
 */
public final class ReleaseWork implements Rounds.Round {
  /** Of the facts that come of lists; no source may have such a name. */
  private static final String SOURCE = "casework/release";

  private static final int AT_ONCE = 500;
  private static final Duration HOLD = Duration.ofSeconds(30);
  private static final Duration REST = Duration.ofMillis(500);

  /** For so long it is kept who stood in a list that has ended. */
  private static final Duration KEPT = Duration.ofDays(30);

  private static final Duration FORGETTING = Duration.ofHours(1);

  private final CaseworkParts parts;
  private final ReleaseLists lists;
  private final ReleaseRows rows;
  private final PolicyShelf policies;
  private final RowCheck check;
  private final UUID worker = UUID.randomUUID();
  private Instant nextForgetting = Instant.MIN;
  private long last;
  private @Nullable Open open;

  /** The list that is worked on; its rows stand at the next to be read. */
  private static final class Open {
    private final ReleaseList list;
    private final DossierKey key;
    private final @Nullable FormRows form;
    private int read;

    Open(ReleaseList list, DossierKey key, @Nullable FormRows form) {
      this.list = list;
      this.key = key;
      this.form = form;
    }

    void close() {
      if (form != null) {
        form.close();
      }
    }
  }

  /** The work on all lists of a ledger. */
  public ReleaseWork(CaseworkParts parts) {
    this.parts = parts;
    this.lists = new ReleaseLists(parts.ledger());
    this.rows = new ReleaseRows(parts.ledger());
    this.policies = new PolicyShelf(parts.ledger());
    this.check = new RowCheck(parts, rows, policies);
  }

  @Override
  public Duration go() {
    forget();
    Open current = open == null ? take() : open;
    if (current == null) {
      return REST;
    }
    // Whatever is thrown below, the list is taken anew, from where it stands in the ledger.
    open = null;
    boolean more = false;
    try {
      more = current.form == null ? release(current) : read(current, current.form);
    } finally {
      if (more) {
        open = current;
      } else {
        current.close();
      }
    }
    return Duration.ZERO;
  }

  private void forget() {
    Instant now = parts.clock().instant();
    if (!now.isBefore(nextForgetting)) {
      lists.forget(now.minus(KEPT));
      nextForgetting = now.plus(FORGETTING);
    }
  }

  private @Nullable Open take() {
    Instant now = parts.clock().instant();
    Optional<Long> id =
        lists.claim(worker, HOLD, last, now).or(() -> lists.claim(worker, HOLD, 0, now));
    if (id.isEmpty()) {
      return null;
    }
    last = id.get();
    ReleaseList list = lists.find(last).orElseThrow();
    DossierKey key =
        parts.dossiers().open(ReleaseLists.dossier(list.id()), list.key().orElseThrow());
    return list.state() == State.READING ? form(list, key) : new Open(list, key, null);
  }

  private @Nullable Open form(ReleaseList list, DossierKey key) {
    try {
      byte[] form = key.open("form", lists.file(list.id(), "form").orElseThrow()).getBytes();
      FormRows found = FormFormat.of(list.format()).open(form);
      Open opened = new Open(list, key, found);
      while (opened.read < list.rows().read()) {
        var _ = found.next();
        opened.read++;
      }
      return opened;
    } catch (MalformedForm e) {
      unreadable(list, e);
      return null;
    }
  }

  private boolean read(Open current, FormRows form) {
    ReleaseList list = current.list;
    List<FormRow> stretch = new ArrayList<>();
    try {
      while (stretch.size() < AT_ONCE) {
        Optional<FormRow> row = form.next();
        if (row.isEmpty()) {
          break;
        }
        stretch.add(row.get());
      }
    } catch (MalformedForm e) {
      unreadable(list, e);
      return false;
    }
    if (!stretch.isEmpty()) {
      List<ReleaseRow> looked = check.look(list, current.key, stretch);
      if (!rows.add(list.id(), current.read, looked, hold())) {
        return false;
      }
      current.read += stretch.size();
    }
    if (stretch.size() < AT_ONCE) {
      goOn(list.id());
      return false;
    }
    return true;
  }

  /** All rows were read: who reviews next, if anybody does and anything is left to review. */
  private void goOn(long id) {
    ReleaseList list = lists.find(id).orElseThrow();
    State next =
        list.rows().sound() == 0
            ? State.DONE
            : list.setting() == Setting.HOME ? State.TOWN_REVIEW : State.RELEASING;
    var _ = lists.move(id, State.READING, next, Optional.empty(), parts.clock().instant());
  }

  private void unreadable(ReleaseList list, MalformedForm fault) {
    var _ =
        lists.move(
            list.id(),
            State.READING,
            State.UNREADABLE,
            Optional.of(fault.words()),
            parts.clock().instant());
  }

  private boolean release(Open current) {
    ReleaseList list = current.list;
    List<PersonRef> waiting = rows.waiting(list.id());
    if (waiting.isEmpty()) {
      var _ =
          lists.move(
              list.id(), State.RELEASING, State.DONE, Optional.empty(), parts.clock().instant());
      return false;
    }
    for (PersonRef person : waiting) {
      if (!parts.engine().resolve(person, transaction -> release(transaction, list))) {
        return false;
      }
    }
    return true;
  }

  /** Answers false where somebody has stopped it, or another engine works on it. */
  private Resolution<Boolean> release(PartitionTransaction transaction, ReleaseList list) {
    List<Waiting> waiting = ReleaseRows.waiting(transaction, list.id(), AT_ONCE, hold());
    if (waiting.isEmpty()) {
      return Resolution.of(false);
    }
    Map<PersonRef, Person> people =
        transaction.people(waiting.stream().map(Waiting::person).toList());
    Judging judging = policies.of(transaction);
    Instant at = transaction.at();
    List<Integer> released = new ArrayList<>();
    Map<Integer, Rejection> rejected = new LinkedHashMap<>();
    List<Report> reports = new ArrayList<>();
    for (Waiting row : waiting) {
      Person person = Optional.ofNullable(people.get(row.person())).orElseThrow();
      Optional<Rejection> why =
          ReleaseCheck.of(
              Transition.decide(judging.policies(), person.facts(), at),
              list.setting(),
              judging.policies().inForceAt(at).zone());
      if (why.isPresent()) {
        rejected.put(row.number(), why.get());
      } else {
        released.add(row.number());
        reports.add(report(list, row));
      }
    }
    ReleaseRows.settle(transaction, list.id(), released, rejected);
    return new Resolution<>(true, reports);
  }

  private static Report report(ReleaseList list, Waiting row) {
    // Its instants are given by the ledger: of a release only that counts.
    Fact fact = new Fact.IsolationReleased(Instant.EPOCH, Instant.EPOCH, list.setting());
    String filer = list.setting() == Setting.HOME ? "community " : "isolation point ";
    return new Report(
        row.person(),
        FactFormat.write(fact),
        Optional.empty(),
        new Origin(
            SOURCE,
            list.id() + "/" + row.number(),
            filer + list.division().code(),
            list.division(),
            Optional.empty(),
            Optional.of(list.document())));
  }

  private WorkHold hold() {
    return new WorkHold(worker, parts.clock().instant().plus(HOLD));
  }
}
