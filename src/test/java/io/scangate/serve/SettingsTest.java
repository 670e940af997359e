package io.scangate.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.cache.link.RedisAddress;
import io.scangate.casework.certificates.CertificateRules;
import io.scangate.casework.recognition.PeerSettings.Peer;
import io.scangate.config.ConfigException;
import io.scangate.config.ConfigFile;
import io.scangate.health.Division;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static Settings of(String text) {
    return Settings.of(ConfigFile.parse("s.yaml", text), Settings.defaults(2));
  }

  @Test
  void theShippedFileSaysTheDefaults() {
    assertThat(Settings.read(Path.of("config/scangate.yaml"), 2)).isEqualTo(Settings.defaults(2));
  }

  @Test
  void theDefaultsServeThisMachineOnly() {
    Settings settings = Settings.defaults(2);
    assertThat(settings.gateway().host()).isEqualTo("127.0.0.1");
    assertThat(settings.management().host()).isEqualTo("127.0.0.1");
    assertThat(settings.redis().link()).isEmpty();
  }

  @Test
  void aGatewayAloneTellsWhichRedisAndWhichKeys(@TempDir Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "hidden\n");
    Settings settings =
        of(
            """
            role: gateway
            keys: {gateway: /etc/keys.json}
            redis: {url: "redis+sentinel://a:1,b:2/m", user: gateway, password-file: %s}
            scan-redis: {url: "redis://c:3"}
            freshness: {bound: PT3S}
            gateway: {host: 0.0.0.0, port: 80, event-loops: 4, drain: PT20S}
            management: {port: 81}
            cache: {most-bytes: 1073741824, deadline: PT0.05S, partitions: 32}
            """
                .formatted(password));
    assertThat(settings.role()).isEqualTo(Role.GATEWAY);
    assertThat(settings.gatewayKeys()).contains(Path.of("/etc/keys.json"));
    var link = settings.redis().link().orElseThrow();
    assertThat(link.address()).isEqualTo(RedisAddress.parse("redis+sentinel://a:1,b:2/m"));
    assertThat(link.credentials().orElseThrow().password()).isEqualTo("hidden");
    assertThat(settings.toString()).doesNotContain("hidden");
    assertThat(settings.scanRedis()).isPresent();
    assertThat(settings.gateway().bound()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.gateway().port()).isEqualTo(80);
    assertThat(settings.gateway().drain()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.eventLoops()).isEqualTo(4);
    assertThat(settings.management()).isEqualTo(new Listen("127.0.0.1", 81));
    assertThat(settings.cache().mostBytes()).isEqualTo(1L << 30);
    assertThat(settings.cache().deadline()).isEqualTo(Duration.ofMillis(50));
    assertThat(settings.cache().partitions()).isEqualTo(32);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "color: red | s.yaml:1: color: unknown key 'color'; allowed: city",
        "city: \"44\" | s.yaml:1: city: '44' is not allowed; allowed: the four digits of a city",
        "role: door | s.yaml:1: role: 'door' is not allowed; allowed: all, gateway",
        "gateway: {port: 70000} | s.yaml:1: gateway.port: '70000' is not allowed; allowed: a whole"
            + " number from 1 to 65535",
        "engine: {port: 0} | s.yaml:1: engine.port: '0' is not allowed; allowed: a whole"
            + " number from 1 to 65535",
        "gateway: {tls: {certificate: /no/such, key: k}} | s.yaml:1: gateway.tls: /no/such cannot"
            + " be read (NoSuchFileException)",
        "gateway: {tls: {certificate: c}} | s.yaml:1: gateway.tls: the key 'key' is missing",
        "gateway: {most-shows: 0} | s.yaml:1: gateway.most-shows: '0' is not allowed; allowed: a"
            + " whole number from 1 to 1000000",
        "gateway: {idle: PT0.1S} | s.yaml:1: gateway.idle: 'PT0.1S' is not allowed; allowed: an ISO"
            + " 8601 duration of a second",
        "freshness: {bound: PT0S} | s.yaml:1: freshness.bound: 'PT0S' is not allowed; allowed: an"
            + " ISO 8601 duration of a millisecond",
        "role: gateway | s.yaml:1: a process with 'role: gateway' needs 'redis: {url: ...}'",
        "{role: gateway, redis: {url: redis://a}} | s.yaml:1: a process with 'role: gateway' needs"
            + " 'keys: {gateway: FILE}'",
        "keys: {gateway: k} | s.yaml:1: a process with 'role: all' brings its own Redis, PostgreSQL"
            + " and keys",
        "redis: {url: redis://u:p@a} | s.yaml:1: redis.url: a Redis address holds no user and no"
            + " password",
        "redis: {url: redis://a, user: u} | s.yaml:1: redis: the key 'password-file' is missing",
        "redis: {url: redis://a, user: u, password-file: /no/such} | s.yaml:1: redis.password-file:"
            + " '/no/such' is not allowed",
        "casework: {deadlines: {step: PT0S}} | s.yaml:1: casework.deadlines.step: 'PT0S' is not"
            + " allowed; allowed: an ISO 8601 duration above zero",
        "casework: {notices: {sms: {}}} | s.yaml:1: casework.notices.sms: unknown key 'sms'",
        "casework: {notices: {webhook: {url: http://a.example.org/x, secret-file: s}}} | s.yaml:1:"
            + " casework.notices.webhook.url: 'http://a.example.org/x' is not allowed; allowed: an"
            + " https address",
        "casework: {notices: {webhook: {url: https://u:p@a.example.org/x, secret-file: s}}} |"
            + " s.yaml:1: casework.notices.webhook.url:",
      })
  void aWrongSettingIsToldByItsPlaceAndWhatIsAllowed(String text, String message) {
    assertThatThrownBy(() -> of(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anEmptyOrHugePasswordIsRefused(@TempDir Path folder) throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path huge = Files.write(folder.resolve("huge"), new byte[5_000]);
    assertThatThrownBy(
            () -> of("redis: {url: redis://a, user: u, password-file: %s}".formatted(empty)))
        .hasMessageContaining("a file that holds a password");
    assertThatThrownBy(
            () -> of("redis: {url: redis://a, user: u, password-file: %s}".formatted(huge)))
        .hasMessageContaining("a file of at most 4096 bytes");
  }

  @Test
  void anEngineTellsItsServersAndItsKeys(@TempDir Path folder) throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "hidden\n");
    Settings settings =
        of(
            """
            role: engine
            keys:
              engine: /etc/engine.json
              pepper: /etc/pepper
              scans: /etc/scans
              identities: /etc/identities
            redis: {url: "redis://a:1"}
            ledger: {url: "postgresql://b/city", user: app, password-file: %s, connections: 8}
            scans: {horizon: 14}
            engine: {port: 99, clock-work: PT1S, outbox-kept: PT2H, sweep: 7}
            """
                .formatted(password));
    EngineSettings engine = settings.engine();
    LedgerAccess ledger = engine.ledger().orElseThrow();
    assertThat(ledger.application().address()).isEqualTo("b:5432/city");
    assertThat(ledger.application().password()).isEqualTo("hidden");
    assertThat(ledger.application().connections()).isEqualTo(8);
    assertThat(ledger.owner()).isEmpty();
    assertThat(engine.keys()).contains(Path.of("/etc/engine.json"));
    assertThat(engine.pepper()).contains(Path.of("/etc/pepper"));
    assertThat(engine.listen().port()).isEqualTo(99);
    assertThat(engine.clockWork()).isEqualTo(Duration.ofSeconds(1));
    assertThat(engine.publishing().kept()).isEqualTo(Duration.ofHours(2));
    assertThat(engine.publishing().sweep()).isEqualTo(7);
    assertThat(engine.scanKey()).contains(Path.of("/etc/scans"));
    assertThat(engine.casework().identityKeys()).contains(Path.of("/etc/identities"));
    assertThat(engine.scans().horizon()).isEqualTo(14);
    assertThat(settings.toString()).doesNotContain("hidden");
  }

  @Test
  void howPeopleAreToldIsSetWithoutASecretInIt(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "a secret of the city\n");
    Settings settings =
        of(
            """
            casework:
              deadlines: {step: PT8H}
              notices:
                webhook: {url: "https://messages.example.org/x", secret-file: %s}
                mail: {host: mail.example.org, port: 587, from: a@example.org, user: u, password-file: %s}
            """
                .formatted(secret, secret));
    CaseworkSettings casework = settings.engine().casework();
    assertThat(casework.deadlines().step()).isEqualTo(Duration.ofHours(8));
    assertThat(casework.deadlines().test()).isEqualTo(Duration.ofDays(2));
    NoticeSettings notices = casework.notices();
    assertThat(notices.webhook().orElseThrow().url().getHost()).isEqualTo("messages.example.org");
    assertThat(notices.mail().orElseThrow().clear()).isFalse();
    assertThat(notices.mail().orElseThrow().login().orElseThrow().password())
        .isEqualTo("a secret of the city");
    assertThat(settings.toString()).doesNotContain("secret of the city");
    Path weak = Files.writeString(folder.resolve("weak"), "short\n");
    assertThatThrownBy(
            () ->
                of(
                    "casework: {notices: {webhook: {url: https://a.b, secret-file: %s}}}"
                        .formatted(weak)))
        .hasMessageContaining("at least 16 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://me:secret@b/city | user and password stand under keys of their own
          postgresql://b                | an address as in postgresql://host:5432/scangate
          jdbc:postgresql://b/city      | an address as in postgresql://host:5432/scangate
          """)
  void theAddressOfALedgerHoldsNoSecret(String url, String allowed, @TempDir Path folder)
      throws IOException {
    Path password = Files.writeString(folder.resolve("password"), "hidden\n");
    assertThatThrownBy(
            () -> of("ledger: {url: \"%s\", user: a, password-file: %s}".formatted(url, password)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(allowed);
  }

  @Test
  void citiesOfMutualRecognitionAndRulesOfCertificatesAreRead() {
    CaseworkSettings casework =
        of("""
        casework:
          certificates: {fever: "37.5", test-within: PT24H, most-days: 30}
          recognition:
            refresh: PT1M
            cities: {"3101": {url: "https://codes.example.org", trust: /etc/ca.pem}}
        """)
            .engine()
            .casework();
    assertThat(casework.certificates())
        .isEqualTo(new CertificateRules(new BigDecimal("37.5"), Duration.ofDays(1), 30));
    assertThat(casework.recognition().refresh()).isEqualTo(Duration.ofMinutes(1));
    assertThat(casework.recognition().peers().get(new Division("3101")))
        .isEqualTo(
            new Peer(URI.create("https://codes.example.org"), Optional.of(Path.of("/etc/ca.pem"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          recognition: {cities: {"31": {url: "https://a"}}}         | named by its four digits
          recognition: {cities: {"3101": {url: "http://a.example"}}} | spoken to at https://HOST
          recognition: {cities: {"3101": {}}}                       | url
          certificates: {fever: "hot"}                              | degrees Celsius
          certificates: {most-days: 367}                            | from 1 to 366
          """)
  void whatCannotBeOfThemIsRefused(String setting, String allowed) {
    assertThatThrownBy(() -> of("casework: {" + setting + "}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(allowed);
  }
}
