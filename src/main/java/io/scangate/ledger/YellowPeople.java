package io.scangate.ledger;

import io.scangate.health.Colour;
import io.scangate.health.PersonRef;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The people of a partition whose code is yellow, page by page in the order of references.
 * Confined.
 */
public final class YellowPeople {
  private static final int PAGE = 500;

  private static final String YELLOW =
      """
      select person from code where partition = $1 and colour = 2 and person > $2
      order by person limit $3\
      """;

  private final Ledger ledger;
  private final int partition;
  private long after = Long.MIN_VALUE;
  private boolean ended;

  /** Those of one partition. */
  public YellowPeople(Ledger ledger, int partition) {
    this.ledger = ledger;
    this.partition = partition;
  }

  /** The next of them; none when all were read. */
  public Collection<Person> next() {
    if (ended) {
      return List.of();
    }
    List<PersonRef> refs = new ArrayList<>(PAGE);
    for (Row row : ledger.ask(YELLOW, Tuple.of(partition, after, PAGE))) {
      after = row.getLong("person");
      refs.add(new PersonRef(after));
    }
    ended = refs.size() < PAGE;
    return Persons.read(ledger.pool(), refs).values().stream()
        .filter(person -> person.code().map(Code::colour).orElse(Colour.NONE) == Colour.YELLOW)
        .toList();
  }
}
