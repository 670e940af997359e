package io.scangate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {
  @TempDir private Path folder;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aDirectoryIsMadeAndAnOpenOneIsClosedToOthers() throws IOException {
    Path fresh = folder.resolve("a/b");
    PrivateFiles.directory(fresh);
    assertThat(mode(fresh)).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    PrivateFiles.directory(open);
    assertThat(mode(open)).isEqualTo("rwx------");
  }

  @Test
  void aFileThatTakesThePlaceOfAnotherIsClosedWhateverTheOtherWas() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.writeString(folder.resolve("f.new"), "left over by a process that was killed");
    PrivateFiles.write(file, "new");
    assertThat(file).hasContent("new");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(folder.resolve("f.new")).doesNotExist();
  }

  @Test
  void aProgramCanBeRunByItsOwner() throws IOException {
    Path program = folder.resolve("p");
    PrivateFiles.writeProgram(program, new byte[] {1, 2});
    assertThat(program).hasBinaryContent(new byte[] {1, 2});
    assertThat(mode(program)).isEqualTo("rwx------");
  }

  @Test
  void aNewFileIsNotMadeOverAnother() throws IOException {
    Path file = folder.resolve("f");
    try (FileChannel made = PrivateFiles.create(file)) {
      assertThat(made.size()).isZero();
    }
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> PrivateFiles.create(file).close());
  }

  @Test
  void aSecretIsDrawnOnceAndFoundAgain() throws IOException {
    Path file = folder.resolve("s");
    byte[] first = PrivateFiles.secret(file, 32, "a secret");
    assertThat(first).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(PrivateFiles.secret(file, 32, "a secret")).isEqualTo(first);
    assertThatIOException()
        .isThrownBy(() -> PrivateFiles.secret(file, 16, "a short secret"))
        .withMessageContaining("is not a short secret");
  }
}
