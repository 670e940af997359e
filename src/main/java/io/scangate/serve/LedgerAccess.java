package io.scangate.serve;

import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import io.scangate.embedded.EmbeddedPostgres;
import io.scangate.embedded.PostgresRole;
import io.scangate.ledger.LedgerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which PostgreSQL holds the ledger, as the section {@code ledger} of the settings file says.
 * Immutable.
 *
 * @param application as whom the ledger is read and written
 * @param owner as whom its schema is brought to this version; absent where somebody else does that
 * @param maintenance as whom months of facts are ended; absent where nobody does
 */
public record LedgerAccess(
    LedgerSettings application,
    Optional<LedgerSettings> owner,
    Optional<LedgerSettings> maintenance) {
  private static final String ADDRESS = "an address as in postgresql://host:5432/scangate";
  private static final int PORT = 5432;
  private static final int MOST_CONNECTIONS = 1_000;

  public static LedgerAccess read(Mapping ledger) {
    Mapping section =
        ledger.allowing(
            "url",
            "user",
            "password-file",
            "owner",
            "owner-password-file",
            "maintenance",
            "maintenance-password-file",
            "trust",
            "connections");
    Scalar url = section.scalar("url");
    LedgerSettings application =
        settings(section, url, "user", "password-file", connections(section));
    return new LedgerAccess(
        application, other(section, url, "owner"), other(section, url, "maintenance"));
  }

  private static Optional<LedgerSettings> other(Mapping section, Scalar url, String role) {
    String passwordFile = role + "-password-file";
    return section.has(role) || section.has(passwordFile)
        ? Optional.of(settings(section, url, role, passwordFile, 1))
        : Optional.empty();
  }

  /** The embedded one. */
  static LedgerAccess of(EmbeddedPostgres postgres) {
    return new LedgerAccess(
        settings(postgres, postgres.app(), LedgerSettings.CONNECTIONS),
        Optional.of(settings(postgres, postgres.owner(), 1)),
        Optional.of(settings(postgres, postgres.maintenance(), 1)));
  }

  private static LedgerSettings settings(
      EmbeddedPostgres postgres, PostgresRole role, int connections) {
    return new LedgerSettings(
        Listen.LOOPBACK,
        postgres.port(),
        URI.create(postgres.url()).getPath().substring(1),
        role.name(),
        role.password(),
        Optional.empty(),
        connections);
  }

  private static LedgerSettings settings(
      Mapping section, Scalar url, String user, String passwordFile, int connections) {
    URI address = address(url);
    return new LedgerSettings(
        address.getHost(),
        address.getPort() < 0 ? PORT : address.getPort(),
        address.getPath().substring(1),
        section.scalar(user).word(),
        Secret.read(section.scalar(passwordFile)).reveal(),
        section.optional("trust").map(node -> Path.of(node.scalar().word())),
        connections);
  }

  private static int connections(Mapping section) {
    return section
        .optional("connections")
        .map(node -> (int) node.scalar().integer(2, MOST_CONNECTIONS))
        .orElse(LedgerSettings.CONNECTIONS);
  }

  private static URI address(Scalar url) {
    URI address;
    try {
      address = URI.create(url.word());
    } catch (IllegalArgumentException e) {
      throw url.refuse(ADDRESS);
    }
    if (!"postgresql".equals(address.getScheme())
        || address.getHost() == null
        || address.getUserInfo() != null
        || address.getQuery() != null
        || address.getPath().length() < 2) {
      throw url.refuse(ADDRESS + "; user and password stand under keys of their own");
    }
    return address;
  }
}
