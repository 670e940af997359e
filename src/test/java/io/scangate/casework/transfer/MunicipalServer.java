package io.scangate.casework.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.AbstractSftpEventListenerAdapter;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server of a municipality, on a real socket. Shared. */
public final class MunicipalServer implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final Path home;
  private final Path files;

  /** After so many bytes more it cuts every connection, once. */
  private final AtomicLong cut = new AtomicLong(Long.MAX_VALUE);

  /**
   * Starts it.
   *
   * @param folder for its keys and what it takes
   */
  public MunicipalServer(Path folder) throws IOException, GeneralSecurityException {
    files = Files.createDirectories(folder.resolve("municipal-keys"));
    home = Files.createDirectories(folder.resolve("municipal"));
    Files.createDirectories(home.resolve("inbox"));
    KeyPair host = pair();
    KeyPair client = pair();
    Files.writeString(files.resolve("host.pub"), PublicKeyEntry.toString(host.getPublic()));
    Files.writeString(files.resolve("other.pub"), PublicKeyEntry.toString(pair().getPublic()));
    Files.write(files.resolve("client"), privateKey(client));
    Files.write(files.resolve("stranger"), privateKey(pair()));
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator(
        (user, key, session) ->
            user.equals("district") && KeyUtils.compareKeys(key, client.getPublic()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(home));
    SftpSubsystemFactory sftp = new SftpSubsystemFactory();
    sftp.addSftpEventListener(new Cutting());
    server.setSubsystemFactories(List.of(sftp));
    server.start();
  }

  private static KeyPair pair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** As ssh-keygen writes it. */
  private static byte[] privateKey(KeyPair pair) throws IOException, GeneralSecurityException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "district", null, out);
    return out.toByteArray();
  }

  /** A line goes dead in the midst of a file. */
  private final class Cutting extends AbstractSftpEventListenerAdapter {
    @Override
    public void written(
        ServerSession session,
        String handle,
        FileHandle file,
        long offset,
        byte[] data,
        int dataOffset,
        int dataLen,
        Throwable thrown) {
      if (cut.addAndGet(-dataLen) <= 0) {
        cut.set(Long.MAX_VALUE);
        session.close(true);
      }
    }
  }

  void cutAfter(long bytes) {
    cut.set(bytes);
  }

  /** What a client is told of it. */
  public SftpSettings settings() {
    return settings("client", "host.pub");
  }

  SftpSettings settings(String key, String hostKey) {
    return new SftpSettings(
        "127.0.0.1",
        server.getPort(),
        "district",
        files.resolve(key),
        files.resolve(hostKey),
        "inbox");
  }

  /** Where files arrive. */
  public Path inbox() {
    return home.resolve("inbox");
  }

  /** It stops answering. */
  void stop() throws IOException {
    server.stop(true);
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
