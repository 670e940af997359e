package io.scangate.casework.why;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Endpoint;
import io.scangate.casework.Reply;
import io.scangate.casework.Visit;
import io.scangate.casework.identity.Concerned;
import io.scangate.casework.who.Action;
import io.scangate.casework.why.Reasons.Known;
import io.scangate.explain.Language;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.cases.Identities.Kept;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What people and staff can ask for about why a code has its colour. Shared. */
public final class WhyEndpoints {
  private static final Reply NOBODY =
      Reply.refused(
          404,
          "not-registered",
          "Nobody is registered so",
          "Register first, or check member: 0 is yourself.");

  private final Concerned concerned;
  private final Reasons reasons;
  private final InstantSource clock;

  private WhyEndpoints(CaseworkParts parts) {
    this.concerned = new Concerned(parts);
    this.reasons = new Reasons(parts.ledger());
    this.clock = parts.clock();
  }

  /** The endpoints over what the procedures work with. */
  public static List<Endpoint> of(CaseworkParts parts) {
    WhyEndpoints why = new WhyEndpoints(parts);
    return List.of(
        Endpoint.of("whyIsMyCodeSo", Action.SEE_OWN_REASONS, why::own),
        Endpoint.of("whyIsACodeSo", Action.READ_REASONS, why::place, why::read));
  }

  private Reply own(Visit visit) {
    Optional<PersonRef> person =
        concerned.member(visit, visit.number("member").orElse(0L).intValue());
    Optional<Known> known = person.flatMap(it -> reasons.of(it, clock.instant()));
    return known
        .map(it -> Reply.of(WhyJson.words(it, community(person), language(visit))))
        .orElse(NOBODY);
  }

  private Optional<Division> community(Optional<PersonRef> person) {
    return person.flatMap(concerned::kept).flatMap(Kept::community);
  }

  private Optional<Division> place(Visit visit) {
    return concerned.placeOf(visit, PersonRef.of(visit.text("person")));
  }

  /** Leaves the row of the read before it is answered. */
  private Reply read(Visit visit) {
    PersonRef person = PersonRef.of(visit.text("person"));
    Optional<Known> known = reasons.of(person, clock.instant());
    if (known.isEmpty()) {
      return NOBODY;
    }
    concerned.leave(visit, visit.text("purpose"), List.of(person));
    return Reply.of(WhyJson.whole(known.get(), community(Optional.of(person)), language(visit)));
  }

  private static Language language(Visit visit) {
    return visit.optional("lang").filter("en"::equals).isPresent() ? Language.EN : Language.ZH;
  }
}
