package io.scangate.embedded;

/**
 * An embedded PostgreSQL that another process of this machine runs. Immutable.
 *
 * @param port where it listens on 127.0.0.1
 * @param database its database
 * @param app as whom it is read and written
 * @param maintenance as whom is deleted what is kept long enough
 */
public record RunningPostgres(
    int port, String database, PostgresRole app, PostgresRole maintenance) {}
