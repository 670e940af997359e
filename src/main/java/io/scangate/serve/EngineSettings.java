package io.scangate.serve;

import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import io.scangate.engine.PublishSettings;
import io.scangate.engine.scans.ScanSettings;
import io.scangate.signin.SignInSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an engine is given, as the sections {@code engine}, {@code casework}, {@code ledger} and
 * {@code keys} and the setting {@code policy} say. Immutable.
 *
 * @param listen where sources and clerks are served
 * @param ledger which PostgreSQL; absent where Scangate starts one itself
 * @param keys the file of the engine's keys; absent where the demo city makes its own
 * @param pepper the file of the installation's pepper; likewise
 * @param sources the file of who may send facts
 * @param signIn whose tokens sources come with; absent where the engine issues them itself
 * @param casework what the procedures are given
 * @param scanKey the file of the key of scan records; absent where it stands in the data folder
 * @param policy the policy that a new ledger is founded with
 * @param clockWork how often it is looked what time alone has changed
 * @param publishing how codes are brought to Redis
 * @param scans how scan records are kept
 */
public record EngineSettings(
    Listen listen,
    Optional<LedgerAccess> ledger,
    Optional<Path> keys,
    Optional<Path> pepper,
    Path sources,
    Optional<SignInSettings> signIn,
    CaseworkSettings casework,
    Optional<Path> scanKey,
    Path policy,
    Duration clockWork,
    PublishSettings publishing,
    ScanSettings scans) {
  private static final int MOST_SWEPT = 1_000_000;

  /** What holds where nothing is set. */
  static EngineSettings defaults() {
    return new EngineSettings(
        new Listen(Listen.LOOPBACK, 8082),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Home.config("sources.yaml"),
        Optional.empty(),
        CaseworkSettings.DEFAULT,
        Optional.empty(),
        Home.config("policy.yaml"),
        Duration.ofMillis(200),
        PublishSettings.DEFAULT,
        ScanSettings.DEFAULT);
  }

  /** Reads its sections of a settings file; what they leave out is as it was. */
  EngineSettings overlaid(Mapping top) {
    Optional<Mapping> engine =
        top.optional("engine")
            .map(
                node ->
                    node.mapping()
                        .allowing(
                            "host",
                            "port",
                            "sources",
                            "sign-in",
                            "clock-work",
                            "outbox-kept",
                            "sweep"));
    Optional<Mapping> files = top.optional("keys").map(node -> node.mapping());
    return new EngineSettings(
        engine.map(listen::overlaid).orElse(listen),
        top.optional("ledger").map(node -> LedgerAccess.read(node.mapping())),
        file(files, "engine"),
        file(files, "pepper"),
        file(engine, "sources").orElse(sources),
        engine
            .flatMap(section -> section.optional("sign-in"))
            .map(node -> SignInSettings.read(node.mapping())),
        CaseworkSettings.read(
            top.optional("casework").map(node -> node.mapping()), file(files, "identities")),
        file(files, "scans"),
        file(Optional.of(top), "policy").orElse(policy),
        duration(engine, "clock-work").orElse(clockWork),
        publishing
            .keeping(duration(engine, "outbox-kept").orElse(publishing.kept()))
            .sweeping(
                engine
                    .flatMap(section -> section.optional("sweep"))
                    .map(node -> (int) node.scalar().integer(1, MOST_SWEPT))
                    .orElse(publishing.sweep())),
        top.optional("scans")
            .map(node -> node.mapping().allowing("horizon").scalar("horizon"))
            .map(EngineSettings::horizon)
            .map(scans::keeping)
            .orElse(scans));
  }

  private static int horizon(Scalar days) {
    return (int) days.integer(ScanSettings.LEAST_HORIZON, ScanSettings.MOST_HORIZON);
  }

  private static Optional<Path> file(Optional<Mapping> section, String key) {
    return section.flatMap(map -> map.optional(key)).map(node -> Path.of(node.scalar().word()));
  }

  private static Optional<Duration> duration(Optional<Mapping> section, String key) {
    return section.flatMap(map -> map.optional(key)).map(node -> positive(node.scalar()));
  }

  private static Duration positive(Scalar value) {
    Duration duration = value.duration();
    if (duration.toMillis() < 1) {
      throw value.refuse("an ISO 8601 duration of a millisecond or more such as PT0.2S");
    }
    return duration;
  }
}
