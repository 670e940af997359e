package io.scangate.ledger;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which PostgreSQL holds the ledger, and as whom the application speaks with it. Immutable.
 *
 * @param host a name or an address
 * @param database the name of the database
 * @param user the role of the application, which owns nothing
 * @param password its password
 * @param trust the PEM file of the authorities that the server's certificate is checked against;
 *     empty for a connection without TLS
 * @param connections how many are held at most
 */
public record LedgerSettings(
    String host,
    int port,
    String database,
    String user,
    String password,
    Optional<Path> trust,
    int connections) {
  /** One for the writer of each partition, and some for those who ask. */
  public static final int CONNECTIONS = 24;

  /** The same server, with so many connections at most. */
  public LedgerSettings with(int most) {
    return new LedgerSettings(host, port, database, user, password, trust, most);
  }

  /** The server with what is told in logs. */
  public String address() {
    return host + ":" + port + "/" + database;
  }

  @Override
  public String toString() {
    return "LedgerSettings[" + address() + "]";
  }
}
