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
  /** How many connections are held where nothing is set. */
  public static final int CONNECTIONS = 16;

  /** The server with what is told in logs. */
  public String address() {
    return host + ":" + port + "/" + database;
  }

  @Override
  public String toString() {
    return "LedgerSettings[" + address() + "]";
  }
}
