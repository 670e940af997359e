package io.scangate.embedded;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** What the embedded PostgreSQL is told at every start. Immutable. */
final class PostgresSettings {
  private PostgresSettings() {}

  /** The configuration file. */
  static String of(Path home, int port) {
    return """
    # Written at every start; changes are lost.
    hba_file = %s
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    max_connections = 100
    password_encryption = scram-sha-256
    # What these settings promise cannot be taken back by a statement.
    allow_alter_system = off

    # What was committed is on the disk.
    fsync = on
    synchronous_commit = on
    full_page_writes = on
    wal_compression = on
    max_wal_size = 2GB
    checkpoint_timeout = 15min

    shared_buffers = 256MB
    jit = off
    track_io_timing = off
    timezone = 'UTC'

    # The log holds nothing about a person. What a statement did wrong is told to who sent it: the
    # messages, their details and the statements themselves can hold a person's values.
    log_destination = 'stderr'
    logging_collector = off
    log_timezone = 'UTC'
    log_min_messages = log
    log_error_verbosity = terse
    log_statement = none
    log_min_duration_statement = -1
    log_min_error_statement = panic
    log_parameter_max_length = 0
    log_parameter_max_length_on_error = 0
    log_checkpoints = off
    """
        .formatted(quoted(home.resolve("pg_hba.conf")), port);
  }

  /** Who may connect, and how they show who they are; everybody else may not. */
  static String whoMayConnect(PostgresRoles roles) {
    String made = roles.made().stream().map(PostgresRole::name).collect(Collectors.joining(","));
    return """
    # Written at every start; changes are lost.
    host all %s 127.0.0.1/32 scram-sha-256
    host %s %s 127.0.0.1/32 scram-sha-256
    """
        .formatted(roles.superuser().name(), ScangateDatabase.NAME, made);
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }
}
