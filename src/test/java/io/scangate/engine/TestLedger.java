package io.scangate.engine;

import io.scangate.health.Division;
import io.scangate.health.PersonRef;
import io.scangate.ledger.FactFormat;
import io.scangate.ledger.Founding;
import io.scangate.ledger.Ledger;
import io.scangate.ledger.LedgerSettings;
import io.scangate.ledger.Lookup;
import io.scangate.ledger.Origin;
import io.scangate.ledger.People;
import io.scangate.ledger.Report;
import io.scangate.ledger.TestPostgres;
import io.scangate.policy.PolicyFile;
import io.scangate.transition.Fact;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A founded ledger of two partitions with a clock that the test moves. Shared. */
public final class TestLedger implements AutoCloseable, InstantSource {
  public static final int PARTITIONS = 2;

  public final LedgerSettings settings = database();
  public final Vertx vertx = Vertx.vertx();
  public final Ledger ledger = Ledger.open(vertx, settings);
  public final People people;
  private final AtomicLong keys = new AtomicLong();
  private volatile Instant now;

  /** A ledger founded at an instant. */
  public TestLedger(Instant now) {
    this(now, new SecureRandom()::nextLong);
  }

  /** Likewise, in which people get these references. */
  public TestLedger(Instant now, LongSupplier references) {
    this.now = now;
    this.people = new People(ledger, PARTITIONS, this, references);
    new Founding(
            new Division("4403"),
            PARTITIONS,
            "00".repeat(32),
            PolicyFile.read(Path.of("config/policy.yaml")),
            "one",
            "another")
        .in(ledger, now);
  }

  private static LedgerSettings database() {
    try {
      return TestPostgres.database();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** So much time passes. */
  public void passes(Duration time) {
    goTo(now.plus(time));
  }

  /** It is that instant. */
  public void goTo(Instant instant) {
    now = instant;
    ledger.openMonth(instant);
  }

  /** Somebody new. */
  public PersonRef somebody() {
    Lookup lookup = new Lookup("%064x".formatted(keys.incrementAndGet()));
    PersonRef person = people.resolve(List.of(lookup)).get(lookup);
    if (person == null) {
      throw new IllegalStateException("nobody");
    }
    return person;
  }

  /** A report of a fact, with a key that was not used before. */
  public Report report(PersonRef person, Fact fact) {
    return new Report(
        person,
        FactFormat.write(fact),
        Optional.of(fact.happenedAt()),
        new Origin(
            "test-source",
            "key-" + keys.incrementAndGet(),
            "Test Authority",
            new Division("440303"),
            Optional.of("somewhere"),
            Optional.of("document 1")));
  }

  @Override
  public void close() {
    ledger.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
