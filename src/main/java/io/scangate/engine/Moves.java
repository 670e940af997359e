package io.scangate.engine;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.Designated;
import io.scangate.ledger.Designations;
import io.scangate.ledger.PartitionTransaction;
import io.scangate.ledger.Person;
import io.scangate.ledger.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where people lived and came to live, within one transaction. Whoever moves into a designated area
 * gets its fact at once, since its work may have passed that community already; whoever moves out
 * gets it too, since the work will not find them. Confined to the transaction.
 */
final class Moves {
  private record Move(PersonRef person, Division community, Instant there) {}

  private final List<Move> in = new ArrayList<>();

  /** Somebody lives there, since that instant. */
  void into(PersonRef person, Division community, Instant there) {
    in.add(new Move(person, community, there));
  }

  /**
   * What designations say of those who moved; some of it may have been stored before.
   *
   * @param before the people as they were before the transaction
   */
  List<Report> reports(PartitionTransaction transaction, Map<PersonRef, Person> before) {
    if (in.isEmpty()) {
      return List.of();
    }
    Set<Division> communities = new HashSet<>();
    List<Move> out = new ArrayList<>();
    for (Move move : in) {
      communities.add(move.community);
      Person person = before.get(move.person);
      if (person != null && person.community().isPresent()) {
        communities.add(person.community().get());
        out.add(new Move(move.person, person.community().get(), Instant.MIN));
      }
    }
    List<Report> reports = new ArrayList<>();
    for (Designated area : Designations.around(transaction, communities)) {
      Division division = area.designation().origin().division();
      boolean lasts =
          area.designation().until().map(until -> until.isAfter(transaction.now())).orElse(true);
      Set<PersonRef> told = new HashSet<>();
      // Who lived there already has no later instant of moving in.
      for (Move move : out) {
        if (division.covers(move.community) && told.add(move.person)) {
          reports.add(area.about(move.person, move.there));
        }
      }
      for (Move move : in) {
        if (lasts && division.covers(move.community) && told.add(move.person)) {
          reports.add(area.about(move.person, move.there));
        }
      }
    }
    return reports;
  }
}
