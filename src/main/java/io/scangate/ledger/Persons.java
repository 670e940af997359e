package io.scangate.ledger;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.transition.Fact;
import io.scangate.transition.Facts;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a decision needs to know of people. */
final class Persons {
  private Persons() {}

  /** Those of these people whom the ledger knows. */
  static Map<PersonRef, Person> read(SqlClient client, Collection<PersonRef> refs) {
    Tuple of = Tuple.of(Rows.refs(refs));
    Future<RowSet<Row>> persons = client.preparedQuery(Statements.PERSONS).execute(of);
    Future<RowSet<Row>> histories = client.preparedQuery(Statements.HISTORIES).execute(of);
    Map<PersonRef, List<Fact>> known = new HashMap<>();
    for (Row row : Wait.on(histories)) {
      Fact fact =
          FactFormat.read(
              Rows.content(row), Rows.instant(row, "at"), Rows.instant(row, "happened_at"));
      if (fact != null) {
        known
            .computeIfAbsent(new PersonRef(row.getLong("person")), ref -> new ArrayList<>())
            .add(fact);
      }
    }
    Map<PersonRef, Person> people = new HashMap<>();
    for (Row row : Wait.on(persons)) {
      PersonRef ref = new PersonRef(row.getLong("ref"));
      people.put(
          ref,
          new Person(
              ref,
              Optional.ofNullable(row.getString("community")).map(Division::new),
              row.getLong("version") == null ? Optional.empty() : Optional.of(Rows.code(row)),
              Facts.of(known.getOrDefault(ref, List.of()))));
    }
    return people;
  }
}
