package io.scangate.casework.release;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.identity.DossierKey;
import io.scangate.engine.intake.IdentityDocument;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Judging;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Person;
import io.scangate.ledger.PolicyShelf;
import io.scangate.ledger.cases.ReleaseList;
import io.scangate.ledger.cases.ReleaseRow;
import io.scangate.ledger.cases.ReleaseRow.Rejection;
import io.scangate.ledger.cases.ReleaseRows;
import io.scangate.ledger.cases.ReleaseRows.Match;
import io.scangate.policy.Setting;
import io.scangate.transition.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at rows of a form, a stretch at a time: who they are about, and whether the rules wait for
 * nothing but this release. Shared.
 */
final class RowCheck {
  private static final Rejection NOT_FOUND =
      new Rejection("not-found", "nobody who is known here has this document");
  private static final Rejection REPEATED =
      new Rejection("repeated", "the person stands in this list already");
  private static final Rejection ANOTHER_NAME =
      new Rejection("another-name", "the document is registered under another name");

  private final CaseworkParts parts;
  private final ReleaseRows rows;
  private final PolicyShelf policies;

  RowCheck(CaseworkParts parts, ReleaseRows rows, PolicyShelf policies) {
    this.parts = parts;
    this.rows = rows;
    this.policies = policies;
  }

  private static final Rejection ELSEWHERE =
      new Rejection(
          "isolated-elsewhere", "the isolation began at another place, by the last report");

  /** Who is to be released by a row, or why nobody is. */
  private record Found(Optional<PersonRef> person, Optional<Rejection> rejection) {
    static Found nobody(Rejection why) {
      return new Found(Optional.empty(), Optional.of(why));
    }
  }

  /** The rows as they are kept. */
  List<ReleaseRow> look(ReleaseList list, DossierKey key, List<FormRow> stretch) {
    Instant now = parts.clock().instant();
    // Before anybody is released it is looked again, by the policies of their own partition.
    Judging judging = policies.first(parts.ledger().head(0).policies());
    LocalDate today = LocalDate.ofInstant(now, judging.policies().inForceAt(now).zone());
    Map<Integer, RowReading> readings = new HashMap<>();
    Map<IdentityDocument, Lookup> lookups = new HashMap<>();
    for (FormRow row : stretch) {
      RowReading reading = RowReading.of(row, today);
      readings.put(row.number(), reading);
      if (reading instanceof RowReading.Sound sound) {
        lookups.put(sound.document(), parts.pepper().lookup(sound.document()));
      }
    }
    Map<Lookup, Match> matches = rows.match(lookups.values(), list.setting());
    List<PersonRef> people = matches.values().stream().map(Match::person).toList();
    Map<PersonRef, Person> known = parts.people().read(people);
    Set<PersonRef> listed = new HashSet<>(rows.listed(list.id(), people));
    List<ReleaseRow> looked = new ArrayList<>();
    for (FormRow row : stretch) {
      Found found =
          switch (Optional.ofNullable(readings.get(row.number())).orElseThrow()) {
            case RowReading.Faulty(var why) -> Found.nobody(why);
            case RowReading.Sound sound ->
                Optional.ofNullable(lookups.get(sound.document()))
                    .map(matches::get)
                    .map(match -> found(list, sound, match, listed, known, judging, now))
                    .orElse(Found.nobody(NOT_FOUND));
          };
      looked.add(
          new ReleaseRow(
              row.number(),
              found.person(),
              found.rejection(),
              key.seal("row " + row.number(), row.plain())));
    }
    return looked;
  }

  private Found found(
      ReleaseList list,
      RowReading.Sound row,
      Match match,
      Set<PersonRef> listed,
      Map<PersonRef, Person> known,
      Judging judging,
      Instant now) {
    boolean elsewhere =
        list.setting() == Setting.HOME
            && match.community().filter(list.division()::covers).isEmpty();
    Person person = known.get(match.person());
    if (elsewhere || person == null) {
      // A community is not told who lives in another one.
      return Found.nobody(NOT_FOUND);
    }
    Optional<Rejection> why;
    if (listed.contains(match.person())) {
      why = Optional.of(REPEATED);
    } else if (list.setting() == Setting.CENTRALIZED && !isThere(match, list.division())) {
      why = Optional.of(ELSEWHERE);
    } else if (match.identity().isPresent()
        && !parts.seal().isNamed(match.identity().get(), row.name())) {
      why = Optional.of(ANOTHER_NAME);
    } else {
      why =
          ReleaseCheck.of(
              Transition.decide(judging.policies(), person.facts(), now),
              list.setting(),
              judging.policies().inForceAt(now).zone());
    }
    if (why.isEmpty()) {
      listed.add(match.person());
    }
    return new Found(Optional.of(match.person()), why);
  }

  /** Places are told as a community, or as the town or district that it lies in. */
  private static boolean isThere(Match match, Division place) {
    return match.isolatedIn().map(it -> it.covers(place) || place.covers(it)).orElse(true);
  }
}
