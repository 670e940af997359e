package io.scangate.casework.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scangate.config.ConfigException;
import io.scangate.config.ConfigFile;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransferSettingsTest {
  private static TransferSettings read(String yaml) {
    return TransferSettings.read(ConfigFile.parse("settings", yaml));
  }

  @Test
  void aServerIsReadWithItsDefaults() {
    TransferSettings settings =
        read("sftp: {host: sftp.example.org, user: district, key: k, host-key: h}");
    assertThat(settings.deadline()).isEqualTo(LocalTime.of(10, 0));
    assertThat(settings.sftp())
        .contains(
            new SftpSettings("sftp.example.org", 22, "district", Path.of("k"), Path.of("h"), "."));
  }

  @Test
  void aDirectoryAndADeadlineAreRead() {
    assertThat(read("{deadline: \"09:30\", directory: out}"))
        .isEqualTo(
            new TransferSettings(
                LocalTime.of(9, 30), Optional.of(Path.of("out")), Optional.empty()));
  }

  @Test
  void whatCannotBeMeantIsRefusedInWords() {
    assertThatThrownBy(
            () -> read("{directory: out, sftp: {host: a, user: b, key: c, host-key: d}}"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not both");
    assertThatThrownBy(() -> read("deadline: ten")).hasMessageContaining("\"10:00\"");
    assertThatThrownBy(() -> read("sftp: {host: a, user: b, key: c}"))
        .hasMessageContaining("host-key");
    assertThatThrownBy(() -> read("password: x")).hasMessageContaining("password");
  }
}
