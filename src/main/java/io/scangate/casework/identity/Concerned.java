package io.scangate.casework.identity;

import io.scangate.casework.CaseworkParts;
import io.scangate.casework.Visit;
import io.scangate.engine.intake.Pepper;
import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.StaffReads;
import io.scangate.ledger.cases.Identities;
import io.scangate.ledger.cases.Identities.Kept;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Whom a request is about, as every procedure finds them. Shared. */
public final class Concerned {
  private final Identities identities;
  private final Pepper pepper;
  private final IdentitySeal seal;
  private final StaffReads reads;
  private final InstantSource clock;

  /** Among those who are registered. */
  public Concerned(CaseworkParts parts) {
    this.identities = new Identities(parts.ledger());
    this.pepper = parts.pepper();
    this.seal = parts.seal();
    this.reads = new StaffReads(parts.ledger());
    this.clock = parts.clock();
  }

  /** By what the account of whoever asks is found. */
  public Lookup account(Visit visit) {
    return pepper.account(visit.warrant().actor().subject());
  }

  /** Oneself, then the family; nobody where the account is nobody's. */
  public List<PersonRef> household(Visit visit) {
    return identities.household(account(visit));
  }

  /** Oneself by 0, the family from 1. */
  public Optional<PersonRef> member(Visit visit, int member) {
    List<PersonRef> household = household(visit);
    return member < household.size() ? Optional.of(household.get(member)) : Optional.empty();
  }

  /** Whether whoever asks is this person, or acts for them as family. */
  public boolean isOf(Visit visit, PersonRef person) {
    return household(visit).contains(person);
  }

  /** Who has the document and the name that a form says; nobody where only one of them fits. */
  public Optional<PersonRef> named(JsonObject form) {
    try {
      return identities
          .find(pepper.lookup(Documents.of(form.getJsonObject("document"))))
          .filter(person -> hasName(person, form.getString("name")));
    } catch (IllegalArgumentException e) {
      // Nobody has such a number.
      return Optional.empty();
    }
  }

  private boolean hasName(PersonRef person, String name) {
    return identities
        .read(person)
        .map(kept -> seal.open(kept.identity()).name().equals(name.strip()))
        .orElse(false);
  }

  /** What is kept of a person. */
  public Optional<Kept> kept(PersonRef person) {
    return identities.read(person);
  }

  /**
   * Where a person lives; nowhere for those outside of the caller's division, since a refusal would
   * tell where.
   */
  public Optional<Division> placeOf(Visit visit, PersonRef person) {
    return identities
        .community(person)
        .filter(community -> visit.warrant().division().covers(community));
  }

  /** By what a person can be told something; of a relative without it, by that of the holder. */
  public Contact contact(PersonRef person) {
    Contact own = contactOf(person);
    return own.isNone() ? identities.guardian(person).map(this::contactOf).orElse(own) : own;
  }

  private Contact contactOf(PersonRef person) {
    return identities
        .read(person)
        .map(kept -> seal.open(kept.identity()))
        .map(it -> new Contact(it.phone(), it.email()))
        .orElse(Contact.NONE);
  }

  /** Leaves the row of a read by staff; to be done before it is answered. */
  public void leave(Visit visit, String purpose, List<PersonRef> people) {
    reads.leave(
        clock.instant(),
        visit.warrant().actor().subject(),
        purpose,
        visit.warrant().action().word(),
        visit.warrant().actor().division(),
        people);
  }
}
