package io.scangate.serve;

import io.scangate.cache.CacheSettings;
import io.scangate.config.ConfigFile;
import io.scangate.config.Mapping;
import io.scangate.config.Scalar;
import io.scangate.gateway.GatewaySettings;
import io.scangate.gateway.ServerCertificate;
import io.scangate.gateway.TlsSettings;
import io.scangate.health.Division;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator may set, checked once when it is read. Immutable. The file and its
 * defaults are described in {@code config/scangate.yaml}.
 *
 * @param city the issuing city
 * @param data where this process keeps what it must find again
 * @param role what this process does
 * @param admission the file of the admission rules
 * @param gatewayKeys the file of the gateways' keys; absent where the demo city makes its own
 * @param redis which Redis holds the codes
 * @param scanRedis which Redis takes the scan records, where it is another
 * @param gateway how scanners are served
 * @param tls the files that TLS is served with; absent where scanners are served in clear text
 * @param eventLoops how many event loops serve them
 * @param management where operators ask
 * @param cache how codes are kept
 * @param tolerance how far clocks of codes and gateways may differ
 * @param engine what an engine is given
 * @param changesPerSecond how many facts the demo city reports every second
 */
public record Settings(
    Division city,
    Path data,
    Role role,
    Path admission,
    Optional<Path> gatewayKeys,
    RedisSettings redis,
    Optional<RedisSettings> scanRedis,
    GatewaySettings gateway,
    Optional<TlsSettings> tls,
    int eventLoops,
    Listen management,
    CacheSettings cache,
    Duration tolerance,
    EngineSettings engine,
    int changesPerSecond) {

  private static final long MOST_CHANGES = 10_000;
  private static final int MOST_LOOPS = 256;

  /** What holds where nothing is set: a demo city for this machine alone. */
  static Settings defaults(int processors) {
    return new Settings(
        new Division("4403"),
        Path.of("data"),
        Role.ALL,
        Home.config("admission.yaml"),
        Optional.empty(),
        RedisSettings.EMBEDDED,
        Optional.empty(),
        GatewaySettings.DEFAULT.at(Listen.LOOPBACK, 8080),
        Optional.empty(),
        processors,
        new Listen(Listen.LOOPBACK, 9464),
        CacheSettings.DEFAULT,
        Duration.ofSeconds(30),
        EngineSettings.defaults(),
        2);
  }

  /** Reads a settings file; what it leaves out is as in {@link #defaults}. */
  public static Settings read(Path file, int processors) {
    return of(ConfigFile.read(file), defaults(processors));
  }

  /**
   * Reads the settings of a process.
   *
   * @param file none where everything is as in {@link #defaults}
   * @param role what the command line says; it goes before the file
   */
  public static Settings read(@Nullable Path file, @Nullable Role role, int processors) {
    Mapping given = file == null ? ConfigFile.parse("the defaults", "{}") : ConfigFile.read(file);
    return of(given, role, defaults(processors));
  }

  static Settings of(Mapping file, Settings defaults) {
    return of(file, null, defaults);
  }

  private static Settings of(Mapping file, @Nullable Role asked, Settings defaults) {
    Mapping top =
        file.allowing(
            "city",
            "data",
            "role",
            "admission",
            "keys",
            "redis",
            "scan-redis",
            "freshness",
            "gateway",
            "management",
            "cache",
            "clock",
            "ledger",
            "engine",
            "casework",
            "policy",
            "scans",
            "demo");
    Listen door = new Listen(defaults.gateway.host(), defaults.gateway.port());
    Optional<Mapping> gateway = section(top, "gateway");
    Settings read =
        new Settings(
            scalar(top, "city").map(city -> city.as(Settings::city)).orElse(defaults.city),
            scalar(top, "data").map(Scalar::word).map(Path::of).orElse(defaults.data),
            Optional.ofNullable(asked)
                .or(() -> scalar(top, "role").map(role -> role.oneOf(Role.values())))
                .orElse(defaults.role),
            scalar(top, "admission").map(Scalar::word).map(Path::of).orElse(defaults.admission),
            section(top, "keys")
                .map(keys -> keys.allowing("gateway", "engine", "pepper", "scans", "identities"))
                .flatMap(keys -> scalar(keys, "gateway"))
                .map(name -> Path.of(name.word())),
            section(top, "redis").map(RedisSettings::read).orElse(defaults.redis),
            section(top, "scan-redis").map(RedisSettings::read),
            gateway(gateway, section(top, "freshness"), door, defaults.gateway),
            gateway.flatMap(map -> section(map, "tls")).map(Settings::tls),
            gateway
                .flatMap(map -> scalar(map, "event-loops"))
                .map(loops -> (int) loops.integer(1, MOST_LOOPS))
                .orElse(defaults.eventLoops),
            section(top, "management")
                .map(map -> defaults.management.overlaid(map.allowing("host", "port")))
                .orElse(defaults.management),
            section(top, "cache").map(map -> cache(map, defaults.cache)).orElse(defaults.cache),
            section(top, "clock")
                .map(map -> map.allowing("tolerance").scalar("tolerance").duration())
                .orElse(defaults.tolerance),
            defaults.engine.overlaid(top),
            section(top, "demo")
                .map(map -> map.allowing("changes-per-second").scalar("changes-per-second"))
                .map(changes -> (int) changes.integer(0, MOST_CHANGES))
                .orElse(defaults.changesPerSecond));
    read.checkRole(top);
    return read;
  }

  /** A process alone has nobody who makes its keys and servers. */
  private void checkRole(Mapping top) {
    switch (role) {
      case GATEWAY -> {
        need(top, redis.link().isPresent(), "redis: {url: ...}");
        need(top, gatewayKeys.isPresent(), "keys: {gateway: FILE}");
      }
      case ENGINE -> {
        need(top, redis.link().isPresent(), "redis: {url: ...}");
        need(top, engine.ledger().isPresent(), "ledger: {url: ...}");
        need(top, engine.keys().isPresent(), "keys: {engine: FILE}");
        need(top, engine.pepper().isPresent(), "keys: {pepper: FILE}");
      }
      case ALL -> {
        if (redis.link().isPresent()
            || gatewayKeys.isPresent()
            || engine.keys().isPresent()
            || engine.ledger().isPresent()) {
          throw top.place()
              .refuse(
                  "a process with 'role: all' brings its own Redis, PostgreSQL and keys; leave out"
                      + " 'redis', 'ledger' and 'keys'");
        }
      }
    }
  }

  private void need(Mapping top, boolean given, String what) {
    if (!given) {
      throw top.place()
          .refuse(
              "a process with 'role: %s' needs '%s'"
                  .formatted(role.name().toLowerCase(Locale.ROOT), what));
    }
  }

  private static GatewaySettings gateway(
      Optional<Mapping> gateway, Optional<Mapping> freshness, Listen door, GatewaySettings plain) {
    Optional<Mapping> map =
        gateway.map(
            section ->
                section.allowing(
                    "host",
                    "port",
                    "http2-port",
                    "tls",
                    "event-loops",
                    "most-connections",
                    "most-waiting",
                    "most-shows",
                    "idle",
                    "patience",
                    "connection-age",
                    "drain"));
    Listen listen = map.map(door::overlaid).orElse(door);
    return new GatewaySettings(
        listen.host(),
        listen.port(),
        freshness
            .map(section -> positive(section.allowing("bound").scalar("bound")))
            .orElse(plain.bound()),
        number(map, "most-connections", 1_000_000, plain.mostConnections()),
        number(map, "most-waiting", 1_000_000, plain.mostWaiting()),
        plain.rememberedUses(),
        duration(map, "idle", plain.idle()),
        duration(map, "patience", plain.patience()),
        duration(map, "drain", plain.drain()),
        number(map, "most-shows", 1_000_000, plain.mostShows()),
        duration(map, "connection-age", plain.connectionAge()),
        map.flatMap(section -> scalar(section, "http2-port"))
            .map(port -> OptionalInt.of((int) port.integer(1, 65_535)))
            .orElse(plain.http2Port()));
  }

  private static TlsSettings tls(Mapping section) {
    Mapping map = section.allowing("certificate", "key", "devices");
    TlsSettings read =
        new TlsSettings(
            Path.of(map.scalar("certificate").word()),
            Path.of(map.scalar("key").word()),
            scalar(map, "devices").map(Scalar::word).map(Path::of));
    try {
      var _ = ServerCertificate.read(read);
    } catch (IllegalArgumentException e) {
      throw section.place().refuse(String.valueOf(e.getMessage()));
    }
    return read;
  }

  private static CacheSettings cache(Mapping section, CacheSettings plain) {
    Mapping map = section.allowing("most-bytes", "deadline", "partitions");
    CacheSettings read = plain;
    if (map.has("most-bytes")) {
      read = read.holding(map.scalar("most-bytes").integer(1 << 16, 1L << 40));
    }
    if (map.has("deadline")) {
      read = read.within(positive(map.scalar("deadline")));
    }
    if (map.has("partitions")) {
      read = read.inPartitions((int) map.scalar("partitions").integer(1, 1_024));
    }
    return read;
  }

  private static int number(Optional<Mapping> map, String key, long most, int otherwise) {
    return map.flatMap(section -> scalar(section, key))
        .map(value -> (int) value.integer(1, most))
        .orElse(otherwise);
  }

  private static Duration duration(Optional<Mapping> map, String key, Duration otherwise) {
    return map.flatMap(section -> scalar(section, key))
        .map(Settings::atLeastASecond)
        .orElse(otherwise);
  }

  private static Duration atLeastASecond(Scalar value) {
    Duration duration = value.duration();
    if (duration.toSeconds() < 1) {
      throw value.refuse("an ISO 8601 duration of a second or more such as PT10S");
    }
    return duration;
  }

  private static Duration positive(Scalar value) {
    Duration duration = value.duration();
    if (duration.toMillis() < 1) {
      throw value.refuse("an ISO 8601 duration of a millisecond or more such as PT2S");
    }
    return duration;
  }

  private static Division city(String code) {
    if (code.length() != 4) {
      throw new IllegalArgumentException(
          "'" + code + "' is not allowed; allowed: the four digits of a city such as \"4403\"");
    }
    return new Division(code);
  }

  private static Optional<Mapping> section(Mapping map, String key) {
    return map.optional(key).map(node -> node.mapping());
  }

  private static Optional<Scalar> scalar(Mapping map, String key) {
    return map.optional(key).map(node -> node.scalar());
  }
}
