package io.scangate.cache.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.scangate.embedded.Await;
import io.scangate.embedded.FreePorts;
import io.scangate.embedded.RedisProcess;
import io.vertx.core.net.SelfSignedCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A link over TLS. */
class TlsIT {
  @TempDir Path directory;

  @Test
  void aServerWithACertificateOfATrustedAuthorityIsUsed() {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    int port = FreePorts.next();
    try (RedisProcess redis = RedisProcess.start(directory, config(certificate, port));
        LinkFixture fixture =
            new LinkFixture(settings(port, Optional.of(Path.of(certificate.certificatePath()))))) {
      fixture.up("a").set("a", "over TLS");

      assertThat(redis.run("GET", "a")).isEqualTo("over TLS");
    } finally {
      certificate.delete();
    }
  }

  @Test
  void aServerWithACertificateOfAnybodyIsNot() {
    SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");
    int port = FreePorts.next();
    try (RedisProcess redis = RedisProcess.start(directory, config(certificate, port));
        LinkFixture fixture = new LinkFixture(settings(port, Optional.empty()))) {
      Await.until("it was refused", () -> fixture.meters.connectFailed.get() > 1);

      assertThat(fixture.isUp("a")).isFalse();
      assertThat(redis.run("PING")).isEqualTo("PONG");
    } finally {
      certificate.delete();
    }
  }

  private static List<String> config(SelfSignedCertificate certificate, int port) {
    return List.of(
        "save \"\"",
        "tls-port " + port,
        "tls-cert-file " + certificate.certificatePath(),
        "tls-key-file " + certificate.privateKeyPath(),
        "tls-ca-cert-file " + certificate.certificatePath(),
        "tls-auth-clients no");
  }

  private static LinkSettings settings(int port, Optional<Path> trust) {
    LinkSettings plain = LinkSettings.of(RedisAddress.parse("rediss://localhost:" + port));
    return new LinkSettings(
        plain.address(),
        Optional.empty(),
        Optional.empty(),
        trust,
        Duration.ofSeconds(2),
        plain.overdue(),
        Duration.ofSeconds(5),
        plain.firstRetry(),
        plain.lastRetry(),
        plain.topologyCheck(),
        plain.inFlight());
  }
}
