package io.scangate.casework.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way to the municipality: a directory, and a real SFTP server. */
class ChannelIT {
  private static final String NAME = "transfer-440305-2022-03-20-000001.cose";

  @TempDir Path folder;
  private MunicipalServer server;

  @BeforeEach
  void start() throws Exception {
    server = new MunicipalServer(folder);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private static Buffer file(int bytes) {
    byte[] content = new byte[bytes];
    new Random(7).nextBytes(content);
    return Buffer.buffer(content);
  }

  private static void holdsOnly(Path directory, Buffer file) throws IOException {
    try (Stream<Path> there = Files.list(directory)) {
      assertThat(there.map(it -> it.getFileName().toString())).containsExactly(NAME);
    }
    assertThat(Files.readAllBytes(directory.resolve(NAME))).isEqualTo(file.getBytes());
  }

  @Test
  void aFileComesToTheServerOnceHoweverOftenItIsBrought() throws Exception {
    Channel channel = new SftpChannel(server.settings());
    Buffer file = file(300_000);
    channel.bring(NAME, file);
    holdsOnly(server.inbox(), file);
    channel.bring(NAME, file);
    holdsOnly(server.inbox(), file);
    assertThatThrownBy(() -> channel.bring(NAME, file(299_999)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another file has the name");
    holdsOnly(server.inbox(), file);
  }

  @Test
  void aFileThatWasInterruptedGoesOnWhereItStood() throws Exception {
    Channel channel = new SftpChannel(server.settings());
    Buffer file = file(1_000_000);
    server.cutAfter(400_000);
    assertThatThrownBy(() -> channel.bring(NAME, file)).isInstanceOf(IOException.class);
    Path growing = server.inbox().resolve("." + NAME + ".part");
    assertThat(server.inbox().resolve(NAME)).doesNotExist();
    assertThat(Files.size(growing)).isBetween(400_000L, 999_999L);
    // What is there already is not sent again: less than the rest would be cut.
    server.cutAfter(700_000);
    channel.bring(NAME, file);
    holdsOnly(server.inbox(), file);
  }

  @Test
  void aPartOfAnotherFileIsWrittenOver() throws Exception {
    Files.write(server.inbox().resolve("." + NAME + ".part"), file(2_000).getBytes());
    Buffer file = Buffer.buffer("short");
    new SftpChannel(server.settings()).bring(NAME, file);
    holdsOnly(server.inbox(), file);
  }

  @Test
  void aServerWithAnotherKeyGetsNothingAndAStrangerBringsNothing() throws Exception {
    Channel impostor = new SftpChannel(server.settings("client", "other.pub"));
    assertThatThrownBy(() -> impostor.bring(NAME, file(10))).isInstanceOf(IOException.class);
    Channel stranger = new SftpChannel(server.settings("stranger", "host.pub"));
    assertThatThrownBy(() -> stranger.bring(NAME, file(10))).isInstanceOf(IOException.class);
    try (Stream<Path> there = Files.list(server.inbox())) {
      assertThat(there).isEmpty();
    }
  }

  @Test
  void keyFilesThatAreNoneAreToldAtTheStart() {
    assertThatThrownBy(() -> new SftpChannel(server.settings("client", "client")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no public key");
    assertThatThrownBy(() -> new SftpChannel(server.settings("host.pub", "host.pub")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no private key");
  }

  @Test
  void aServerThatIsAwayIsAFailureAndNothingMore() throws Exception {
    Channel channel = new SftpChannel(server.settings());
    server.stop();
    assertThatThrownBy(() -> channel.bring(NAME, file(10))).isInstanceOf(IOException.class);
  }

  @Test
  void aDirectoryGetsAFileOnceUnderItsName() throws Exception {
    Path directory = folder.resolve("out");
    Channel channel = new DirectoryChannel(directory);
    Buffer file = file(10_000);
    Files.createDirectories(directory);
    Files.write(directory.resolve("." + NAME + ".part"), file(20_000).getBytes());
    channel.bring(NAME, file);
    holdsOnly(directory, file);
    channel.bring(NAME, file);
    holdsOnly(directory, file);
    assertThatThrownBy(() -> channel.bring(NAME, file(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another file has the name");
  }
}
