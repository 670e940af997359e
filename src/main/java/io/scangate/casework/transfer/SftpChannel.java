package io.scangate.casework.transfer;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.OptionalLong;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.RequiredServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * A directory at an SFTP server of the municipality. The server is known by its key and by nothing
 * else, and we by ours; there are no passwords. Shared.
 */
public final class SftpChannel implements Channel {
  private static final int PIECE = 32 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SftpSettings settings;
  private final PublicKey server;

  /**
   * A channel that is opened for each file.
   *
   * @throws IOException where its key files cannot be read; the message says why
   */
  public SftpChannel(SftpSettings settings) throws IOException {
    this.settings = settings;
    this.server = settings.serverKey();
    var _ = settings.ownKeys();
  }

  @Override
  public void bring(String name, Buffer file) throws IOException {
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(new RequiredServerKeyVerifier(server));
      // Neither the keys nor the settings of whoever runs the engine.
      client.setKeyIdentityProvider(KeyIdentityProvider.wrapKeyPairs(settings.ownKeys()));
      client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
      client.start();
      try (ClientSession session =
              client
                  .connect(settings.user(), settings.host(), settings.port())
                  .verify(PATIENCE)
                  .getSession();
          SftpClient sftp = open(session)) {
        bring(sftp, name, file.getBytes());
      }
    }
  }

  private static SftpClient open(ClientSession session) throws IOException {
    session.auth().verify(PATIENCE);
    return SftpClientFactory.instance().createSftpClient(session);
  }

  private void bring(SftpClient sftp, String name, byte[] file) throws IOException {
    String place = settings.directory() + "/" + name;
    String growing = settings.directory() + "/" + Channel.growing(name);
    OptionalLong there = size(sftp, place);
    if (there.isPresent()) {
      if (there.getAsLong() != file.length || !Arrays.equals(read(sftp, place), file)) {
        throw Channel.taken(name);
      }
      return;
    }
    long from = size(sftp, growing).orElse(0);
    // A part that is longer than the file, or begins otherwise, is none of it.
    boolean goesOn =
        from > 0
            && from <= file.length
            && Arrays.equals(read(sftp, growing), Arrays.copyOf(file, (int) from));
    append(sftp, growing, file, goesOn ? (int) from : 0);
    // Without the wish to replace: a server refuses where the name is taken.
    sftp.rename(growing, place);
  }

  private static void append(SftpClient sftp, String growing, byte[] file, int from)
      throws IOException {
    EnumSet<OpenMode> modes = EnumSet.of(OpenMode.Write, OpenMode.Create);
    if (from == 0) {
      modes.add(OpenMode.Truncate);
    }
    try (CloseableHandle handle = sftp.open(growing, modes)) {
      for (int at = from; at < file.length; at += PIECE) {
        sftp.write(handle, at, file, at, Math.min(PIECE, file.length - at));
      }
    }
  }

  private static byte[] read(SftpClient sftp, String place) throws IOException {
    try (InputStream in = sftp.read(place)) {
      return in.readAllBytes();
    }
  }

  private static OptionalLong size(SftpClient sftp, String place) throws IOException {
    try {
      return OptionalLong.of(sftp.stat(place).getSize());
    } catch (SftpException e) {
      if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE) {
        return OptionalLong.empty();
      }
      throw e;
    }
  }
}
