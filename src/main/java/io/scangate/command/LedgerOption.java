package io.scangate.command;

import io.scangate.config.ConfigFile;
import io.scangate.config.Mapping;
import io.scangate.config.Node;
import io.scangate.credential.TrustedKey;
import io.scangate.embedded.EmbeddedPostgres;
import io.scangate.embedded.PostgresRole;
import io.scangate.embedded.RunningPostgres;
import io.scangate.ledger.LedgerSettings;
import io.scangate.serve.IdentityKeyFile;
import io.scangate.serve.KeyFiles;
import io.scangate.serve.LedgerAccess;
import io.scangate.serve.ScanKey;
import io.scangate.serve.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code --config}: the ledger that a command speaks with, out of the same file as the engine's
 * settings. Of that file the sections {@code ledger} and {@code keys} count, and {@code data}.
 */
public final class LedgerOption {
  private static final String DATA = "data";

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "The settings file of an engine; its section 'ledger' says where the ledger is. Without"
              + " it, or without that section: the embedded PostgreSQL that runs in its folder"
              + " 'data'.")
  private @Nullable Path config;

  /**
   * Opens the ledger.
   *
   * @throws StartException where it is not there
   */
  public OpenLedger open() {
    return OpenLedger.at(access());
  }

  /**
   * Opens the ledger as the role of maintenance.
   *
   * @throws StartException where it is not there, or that role is not named
   */
  public OpenLedger openForMaintenance() {
    return OpenLedger.at(maintenance());
  }

  private LedgerSettings maintenance() {
    Optional<LedgerAccess> given =
        settings()
            .flatMap(top -> top.optional("ledger"))
            .map(it -> LedgerAccess.read(it.mapping()));
    if (given.isEmpty()) {
      return embedded(RunningPostgres::maintenance);
    }
    return given
        .get()
        .maintenance()
        .map(settings -> settings.with(OpenLedger.CONNECTIONS))
        .orElseThrow(
            () -> new StartException("the settings name nobody for it: ledger.maintenance"));
  }

  private LedgerSettings access() {
    Optional<LedgerAccess> given =
        settings()
            .flatMap(top -> top.optional("ledger"))
            .map(it -> LedgerAccess.read(it.mapping()));
    return given.map(LedgerAccess::application).orElseGet(() -> embedded(RunningPostgres::app));
  }

  private LedgerSettings embedded(Function<RunningPostgres, PostgresRole> as) {
    Path home = data().resolve("postgres");
    return EmbeddedPostgres.running(home)
        .map(
            running ->
                new LedgerSettings(
                    "127.0.0.1",
                    running.port(),
                    running.database(),
                    as.apply(running).name(),
                    as.apply(running).password(),
                    Optional.empty(),
                    OpenLedger.CONNECTIONS))
        .orElseThrow(
            () ->
                new StartException(
                    "no PostgreSQL runs in "
                        + home
                        + "; start it with 'scangate serve', or name a settings file with a"
                        + " section 'ledger' by --config"));
  }

  private Path data() {
    return settings()
        .flatMap(top -> top.optional(DATA))
        .map(node -> Path.of(node.scalar().word()))
        .orElse(Path.of(DATA));
  }

  private Optional<Mapping> settings() {
    return Optional.ofNullable(config).map(ConfigFile::read);
  }

  /** The public keys of the installation: of the engine's file, the gateways', or the embedded. */
  public List<TrustedKey> keys() {
    Optional<Mapping> files = settings().flatMap(top -> top.optional("keys")).map(Node::mapping);
    return file(files, "engine")
        .or(() -> file(files, "gateway"))
        .or(
            () ->
                Optional.of(data().resolve("keys").resolve(KeyFiles.ENGINE)).filter(Files::exists))
        .map(KeyFiles::readPublic)
        .orElse(List.of());
  }

  /** The file of the key of scan records. */
  public Path scanKey() {
    return file(settings().flatMap(top -> top.optional("keys")).map(Node::mapping), "scans")
        .orElseGet(() -> ScanKey.in(data()));
  }

  /** The file of the keys of identities. */
  public Path identityKeys() {
    return file(settings().flatMap(top -> top.optional("keys")).map(Node::mapping), "identities")
        .orElseGet(() -> IdentityKeyFile.in(data()));
  }

  private static Optional<Path> file(Optional<Mapping> files, String key) {
    return files.flatMap(map -> map.optional(key)).map(node -> Path.of(node.scalar().word()));
  }
}
