package io.scangate.casework.release;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.who.Role;
import io.scangate.health.Division;
import io.scangate.ledger.Signatory;
import io.scangate.ledger.cases.ReleaseList;
import io.scangate.ledger.cases.ReleaseList.Review;
import io.scangate.ledger.cases.ReleaseList.Signed;
import io.scangate.ledger.cases.ReleaseList.State;
import io.scangate.ledger.cases.ReleaseList.Step;
import io.scangate.ledger.cases.ReleaseLists;
import io.scangate.policy.Setting;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is seen of lists, and said to them. Shared. */
final class ReleaseDesk {
  private static final int MOST = 100;

  private final CaseworkParts parts;
  private final ReleaseLists lists;

  ReleaseDesk(CaseworkParts parts, ReleaseLists lists) {
    this.parts = parts;
    this.lists = lists;
  }

  /** Where the list lies that a request names; nowhere for whoever has no part in its kind. */
  Optional<Division> place(Visit visit) {
    return find(visit)
        .filter(list -> settings(visit).contains(list.setting()))
        .map(ReleaseList::division);
  }

  private Optional<ReleaseList> find(Visit visit) {
    return visit.number("list").flatMap(lists::find);
  }

  private ReleaseList list(Visit visit) {
    return find(visit).orElseThrow();
  }

  /** Isolation points and communities see their own kind, reviewers and auditors both. */
  private static List<Setting> settings(Visit visit) {
    List<Role> roles = visit.warrant().roles();
    boolean both =
        roles.stream().anyMatch(role -> role != Role.ISOLATION_POINT && role != Role.COMMUNITY);
    List<Setting> settings = new ArrayList<>();
    if (both || roles.contains(Role.ISOLATION_POINT)) {
      settings.add(Setting.CENTRALIZED);
    }
    if (both || roles.contains(Role.COMMUNITY)) {
      settings.add(Setting.HOME);
    }
    return settings;
  }

  Reply list(Visit visit, Division division) {
    long before = visit.number("before").orElse(Long.MAX_VALUE);
    List<ReleaseList> found = lists.in(division, settings(visit), before, MOST);
    JsonArray rows = new JsonArray();
    found.forEach(list -> rows.add(ReleaseJson.of(list)));
    JsonObject body = new JsonObject().put("lists", rows);
    return Reply.of(found.size() == MOST ? body.put("before", found.getLast().id()) : body);
  }

  Reply see(Visit visit) {
    return Reply.of(ReleaseJson.of(list(visit)));
  }

  /** The town or street command says yes or no. */
  Reply reviewInTown(Visit visit) {
    return review(visit, State.TOWN_REVIEW, State.DISTRICT_REVIEW, Step.TOWN_REVIEW);
  }

  /** The designated agency of the district says yes or no; with yes people are released. */
  Reply reviewInDistrict(Visit visit) {
    return review(visit, State.DISTRICT_REVIEW, State.RELEASING, Step.DISTRICT_REVIEW);
  }

  private Reply review(Visit visit, State from, State next, Step step) {
    ReleaseList list = list(visit);
    if (list.state() != from) {
      return ReleaseRefusals.notToReview(list);
    }
    String by = visit.warrant().actor().subject();
    if (Signatory.isSame(list.filed().by(), by)
        || list.steps().values().stream()
            .anyMatch(review -> Signatory.isSame(review.signed().by(), by))) {
      return ReleaseRefusals.SAME_PERSON;
    }
    boolean granted = visit.body().getBoolean("granted");
    Review review =
        new Review(
            granted, visit.body().getString("note"), new Signed(by, parts.clock().instant()));
    return lists.say(list.id(), List.of(from), granted ? next : State.REJECTED, step, review)
        ? see(visit)
        : ReleaseRefusals.notToReview(list(visit));
  }

  /** Whoever filed it takes it back, while nobody is released by it. */
  Reply withdraw(Visit visit) {
    Signed signed = new Signed(visit.warrant().actor().subject(), parts.clock().instant());
    return lists.say(
            list(visit).id(),
            List.of(State.READING, State.TOWN_REVIEW, State.DISTRICT_REVIEW),
            State.WITHDRAWN,
            Step.WITHDRAWAL,
            new Review(true, visit.body().getString("reason"), signed))
        ? see(visit)
        : ReleaseRefusals.tooLate(list(visit));
  }

  /** The work on it rests. */
  Reply stop(Visit visit) {
    return stop(visit, true);
  }

  /** The work on it goes on where it stood. */
  Reply resume(Visit visit) {
    return stop(visit, false);
  }

  private Reply stop(Visit visit, boolean stopped) {
    return lists.stop(list(visit).id(), stopped) ? see(visit) : ReleaseRefusals.nothingToStop();
  }
}
