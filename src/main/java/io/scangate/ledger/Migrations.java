package io.scangate.ledger;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the schema of a ledger to the version of this program. Every step is one that the version
 * before still runs on, so that engines can be replaced one by one.
 */
public final class Migrations {
  private Migrations() {}

  /**
   * Migrates.
   *
   * @param owner the server, and the role that owns the schema
   * @param application the role that gets the rights of the application
   * @return how many steps were taken
   * @throws LedgerException if the schema cannot be brought there
   */
  public static int run(LedgerSettings owner, String application) {
    try {
      return Flyway.configure(Migrations.class.getClassLoader())
          .dataSource(source(owner))
          .locations("classpath:io/scangate/ledger/migration")
          .placeholders(Map.of("app", application))
          .validateMigrationNaming(true)
          .cleanDisabled(true)
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayException e) {
      throw new LedgerException(
          "the ledger at " + owner.address() + " cannot be migrated: " + e.getMessage(), e);
    }
  }

  /** A JDBC source; the application itself speaks with PostgreSQL without blocking. */
  static PGSimpleDataSource source(LedgerSettings settings) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {settings.host()});
    source.setPortNumbers(new int[] {settings.port()});
    source.setDatabaseName(settings.database());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName("scangate");
    settings
        .trust()
        .ifPresent(
            file -> {
              source.setSslMode("verify-full");
              source.setSslRootCert(file.toString());
            });
    return source;
  }
}
