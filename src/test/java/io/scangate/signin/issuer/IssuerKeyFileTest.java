package io.scangate.signin.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerKeyFileTest {
  private static final Instant NOW = Instant.parse("2022-03-01T08:00:00Z");

  @TempDir Path directory;
  private IssuerKeyFile file;

  @BeforeEach
  void place() {
    file = new IssuerKeyFile(directory.resolve("issuer.json"));
  }

  @Test
  void keysAreMadeOnceAndFoundAgain() throws IOException {
    IssuerKeys made = file.open(NOW);
    IssuerKeys found = file.open(NOW.plusSeconds(60));
    assertThat(found.current().getKeyID()).isEqualTo(made.current().getKeyID());
    assertThat(found.since()).isEqualTo(NOW);
  }

  @Test
  void aFileThatOthersCanOpenIsRefused() throws IOException {
    var _ = file.open(NOW);
    var _ =
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> file.open(NOW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aFileThatIsNoneIsRefusedWithoutBeingRepeated() throws IOException {
    var _ = file.open(NOW);
    Files.writeString(file.path(), "{\"keys\":[{\"kty\":\"EC\",\"d\":\"very-secret\"}]}");
    assertThatThrownBy(() -> file.open(NOW))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("private keys on P-256")
        .hasMessageNotContaining("very-secret");
  }
}
