package io.scangate.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The roles of the embedded PostgreSQL. Immutable.
 *
 * @param superuser sets the others up; nothing else uses it
 * @param owner owns the database and runs its migrations
 * @param app reads and writes what the migrations grant it, and owns nothing
 * @param maintenance deletes what is kept long enough, as the migrations grant it; owns nothing
 */
record PostgresRoles(
    PostgresRole superuser, PostgresRole owner, PostgresRole app, PostgresRole maintenance) {
  /** The name that the server's first role has. */
  static final String SUPERUSER = "postgres";

  /** Reads the passwords from the directory; a missing one is made and kept there. */
  static PostgresRoles in(Path directory) throws IOException {
    return new PostgresRoles(
        role(directory, SUPERUSER),
        role(directory, "scangate_owner"),
        role(directory, "scangate_app"),
        role(directory, "scangate_maintenance"));
  }

  /** Those that the superuser makes. */
  List<PostgresRole> made() {
    return List.of(owner, app, maintenance);
  }

  private static PostgresRole role(Path directory, String name) throws IOException {
    return new PostgresRole(name, GeneratedPassword.in(directory, name));
  }
}
